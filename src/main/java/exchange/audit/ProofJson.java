package exchange.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Proofs of liabilities as files: what one user is given, and the whole without names. */
public final class ProofJson {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final JsonFactory FACTORY = new JsonFactory();

    private ProofJson() {}

    /** What a file holds. */
    public sealed interface Content {
        record OfUser(InclusionProof proof) implements Content {}

        record Whole(List<LiabilityList> lists) implements Content {
            public Whole {
                lists = List.copyOf(lists);
            }
        }
    }

    /** A file that is no proof, or one that says what cannot be. */
    public static final class NoProof extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoProof(String why) {
            super(why);
        }
    }

    public static String text(InclusionProof proof) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("kind", "inclusion");
            writeRoot(json, proof.root());
            json.writeStringField("user_id", proof.leaf().user().toString());
            json.writeStringField(
                    "amount", amount(proof.leaf().units(), proof.root().scale()));
            json.writeStringField("salt", proof.leaf().salt());
            json.writeArrayFieldStart("path");
            for (MerkleSumTree.Step step : proof.path()) {
                json.writeStartObject();
                json.writeStringField("side", step.isLeft() ? "left" : "right");
                json.writeStringField("hash", step.neighbour().hash());
                json.writeStringField(
                        "amount", amount(step.neighbour().sum(), proof.root().scale()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** One object for each proof and asset, for everybody. */
    public static String text(List<PublishedRoot> roots) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartArray();
            for (PublishedRoot root : roots) {
                json.writeStartObject();
                writeRoot(json, root);
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** Writes a whole proof: every leaf's hash and amount, and no name. */
    static void write(Writer out, List<LiabilityList> lists) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        json.writeStartObject();
        json.writeStringField("kind", "liabilities");
        json.writeArrayFieldStart("assets");
        for (LiabilityList list : lists) {
            json.writeStartObject();
            writeRoot(json, list.root());
            json.writeArrayFieldStart("leaf_hashes_and_amounts");
            for (MerkleSum leaf : list.leaves()) {
                json.writeStartArray();
                json.writeString(leaf.hash());
                json.writeString(amount(leaf.sum(), list.root().scale()));
                json.writeEndArray();
                json.writeRaw('\n');
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    private static void writeRoot(JsonGenerator json, PublishedRoot root) throws IOException {
        json.writeNumberField("proof", root.proof());
        json.writeStringField("made_at", TIME.format(Instant.ofEpochMilli(root.madeAt())));
        json.writeStringField("asset", root.asset());
        json.writeNumberField("scale", root.scale());
        json.writeStringField("root", root.hash());
        json.writeStringField("total", amount(root.total(), root.scale()));
        json.writeNumberField("leaves", root.leaves());
    }

    /** @throws NoProof when it is none */
    public static Content read(byte[] file) {
        try {
            JsonNode json = new ObjectMapper().readTree(file);
            return switch (json.path("kind").asText()) {
                case "inclusion" -> new Content.OfUser(inclusion(json));
                case "liabilities" -> {
                    List<LiabilityList> lists = new ArrayList<>();
                    json.path("assets").forEach(each -> lists.add(list(each)));
                    yield new Content.Whole(lists);
                }
                default -> throw new NoProof("kind is neither inclusion nor liabilities");
            };
        } catch (IOException e) {
            throw new NoProof("it is not JSON");
        } catch (IllegalArgumentException e) {
            throw new NoProof(String.valueOf(e.getMessage()));
        }
    }

    private static InclusionProof inclusion(JsonNode json) {
        PublishedRoot root = root(json);
        List<MerkleSumTree.Step> path = new ArrayList<>();
        for (JsonNode step : json.path("path")) {
            String side = step.path("side").asText();
            if (!side.equals("left") && !side.equals("right")) {
                throw new NoProof("side is neither left nor right");
            }
            path.add(new MerkleSumTree.Step(
                    side.equals("left"),
                    new MerkleSum(hash(step, "hash"), units(step.path("amount"), root.scale()))));
        }
        LiabilityLeaf leaf = new LiabilityLeaf(
                UUID.fromString(json.path("user_id").asText()),
                root.asset(),
                units(json.path("amount"), root.scale()),
                hash(json, "salt"));
        return new InclusionProof(root, leaf, path);
    }

    private static LiabilityList list(JsonNode json) {
        PublishedRoot root = root(json);
        List<MerkleSum> leaves = new ArrayList<>();
        for (JsonNode leaf : json.path("leaf_hashes_and_amounts")) {
            leaves.add(new MerkleSum(hash(leaf, 0), units(leaf.path(1), root.scale())));
        }
        return new LiabilityList(root, leaves);
    }

    private static PublishedRoot root(JsonNode json) {
        int scale = json.path("scale").asInt(-1);
        if (scale < 0 || scale > 18) {
            throw new NoProof("scale must be 0 to 18");
        }
        String asset = json.path("asset").asText();
        return new PublishedRoot(
                json.path("proof").asLong(),
                Instant.parse(json.path("made_at").asText("1970-01-01T00:00:00Z"))
                        .toEpochMilli(),
                asset,
                scale,
                hash(json, "root"),
                units(json.path("total"), scale),
                json.path("leaves").asInt(-1));
    }

    private static String hash(JsonNode json, String name) {
        return hash(json.path(name));
    }

    private static String hash(JsonNode json, int at) {
        return hash(json.path(at));
    }

    private static String hash(JsonNode node) {
        if (!HASH.matcher(node.asText()).matches()) {
            throw new NoProof("a hash or a salt must have 64 hex digits");
        }
        return node.asText();
    }

    private static BigInteger units(JsonNode node, int scale) {
        String text = node.asText();
        if (!node.isTextual() || !AMOUNT.matcher(text).matches()) {
            throw new NoProof("an amount must be a decimal string");
        }
        BigDecimal units = new BigDecimal(text).movePointRight(scale);
        if (units.signum() < 0) {
            throw new NoProof("a negative amount: " + text);
        }
        try {
            return units.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new NoProof("an amount with more than " + scale + " decimals: " + text);
        }
    }

    /** Units as a decimal without zeros at its end. */
    public static String amount(BigInteger units, int scale) {
        BigDecimal amount = new BigDecimal(units, scale).stripTrailingZeros();
        return amount.signum() == 0 ? "0" : amount.toPlainString();
    }
}
