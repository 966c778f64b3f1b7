package exchange.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import exchange.ops.CannotStart;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads the tokens: JWTs signed with one secret and one algorithm, both fixed at start;
 * what a token says of its own algorithm only has to agree. {@code typ} keeps access and refresh
 * tokens apart. Reading checks signature and shape; whether a token is still in time or revoked is
 * asked elsewhere.
 */
final class TokenCodec {
    static final List<String> ALGORITHMS = List.of("HS256", "HS384", "HS512");

    private static final int TOKEN_LENGTH_MAX = 2048;
    private static final String TYPE = "typ";
    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";
    private static final String LOGIN = "sid";

    private final JWSHeader header;
    private final MACSigner signer;
    private final MACVerifier verifier;
    private final UserIds userIds;
    private final SecretKeySpec successorKey;

    TokenCodec(byte[] secret, String algorithm, UserIds userIds) {
        this.userIds = userIds;
        JWSAlgorithm pinned = JWSAlgorithm.parse(algorithm);
        try {
            int bytesMin = MACSigner.getMinRequiredSecretLength(pinned) / 8;
            if (secret.length < bytesMin) {
                throw new CannotStart(
                        CannotStart.Reason.CONFIGURATION,
                        "JWT_SECRET_KEY has %d bytes, %s needs %d; make one: openssl rand -hex %d"
                                .formatted(secret.length, algorithm, bytesMin, bytesMin));
            }
            header = new JWSHeader.Builder(pinned).type(JOSEObjectType.JWT).build();
            signer = new MACSigner(secret);
            verifier = new MACVerifier(secret);
            successorKey =
                    new SecretKeySpec(hmac(new SecretKeySpec(secret, "raw"), "successors"), "raw");
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign tokens with " + algorithm, e);
        }
    }

    String access(User user, UUID login, Instant issuedAt, Instant expiresAt) {
        return sign(claims(user, login, ACCESS, UUID.randomUUID().toString(), issuedAt, expiresAt));
    }

    /** The same arguments always make the same token, which lets a lost answer be given again. */
    String refresh(User user, UUID login, String id, Instant issuedAt, Instant expiresAt) {
        return sign(claims(user, login, REFRESH, id, issuedAt, expiresAt));
    }

    /** The id of the token that follows this one; nobody without the secret can foretell it. */
    String successorOf(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(successorKey, id));
    }

    Optional<Caller> readAccess(String token) {
        return read(token, ACCESS).flatMap(claims -> {
            try {
                Role role = role(claims.getStringClaim("user_type"));
                UUID login = UUID.fromString(claims.getStringClaim(LOGIN));
                long expiresAt = claims.getExpirationTime().getTime();
                return account(claims)
                        .map(n -> new Caller(n, claims.getSubject(), role, login, expiresAt));
            } catch (ParseException | RuntimeException e) {
                return Optional.empty();
            }
        });
    }

    Optional<RefreshClaims> readRefresh(String token) {
        return read(token, REFRESH).flatMap(claims -> {
            try {
                UUID login = UUID.fromString(claims.getStringClaim(LOGIN));
                return account(claims).map(n -> new RefreshClaims(claims.getJWTID(), login, n));
            } catch (ParseException | RuntimeException e) {
                return Optional.empty();
            }
        });
    }

    /** What is stored of a token. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private JWTClaimsSet claims(
            User user, UUID login, String type, String id, Instant issuedAt, Instant expiresAt) {
        return new JWTClaimsSet.Builder()
                .subject(user.email())
                .claim("user_id", userIds.toUuid().apply(user.account()).toString())
                .claim("user_type", user.role().userType())
                .claim(LOGIN, login.toString())
                .claim(TYPE, type)
                .jwtID(id)
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(expiresAt))
                .build();
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    /** Whatever is wrong with a token, the answer is the same, and nothing of it is kept. */
    private Optional<JWTClaimsSet> read(String token, String type) {
        if (token.length() > TOKEN_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean isOurs = header.getAlgorithm().equals(jwt.getHeader().getAlgorithm())
                    && jwt.verify(verifier);
            if (!isOurs) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean isComplete = type.equals(claims.getStringClaim(TYPE))
                    && claims.getSubject() != null
                    && claims.getJWTID() != null
                    && claims.getExpirationTime() != null;
            return isComplete ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Long> account(JWTClaimsSet claims) throws ParseException {
        return userIds.parse().apply(claims.getStringClaim("user_id"));
    }

    private static Role role(String userType) {
        for (Role role : Role.values()) {
            if (role.userType().equals(userType)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role has this user_type");
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
