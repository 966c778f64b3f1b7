package exchange.http;

import exchange.identity.IdentityRefusal;
import exchange.identity.SignUpRules;
import exchange.market.Asset;
import exchange.market.Decimals;
import exchange.wire.Csv;
import exchange.wire.FieldError;
import exchange.wire.InvalidFields;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One user of an import as a line of the file says it, with every mistake of that line.
 *
 * @param password "" when one is to be made up
 * @param hasMoney whether the file says what its users start with, be it nothing
 * @param units what the user starts with
 */
record UserRow(
        int line,
        String email,
        String name,
        String password,
        boolean hasMoney,
        Map<Asset, Long> units,
        List<FieldError> mistakes) {
    private static final int ROWS_MAX = 200;
    private static final String BODY = "body";
    private static final String EMAIL = "email";
    private static final String NAME = "name";
    private static final String PASSWORD = "password";

    UserRow {
        units = Map.copyOf(units);
        mistakes = List.copyOf(mistakes);
    }

    boolean isGood() {
        return mistakes.isEmpty();
    }

    /**
     * The users of a file, whose first line names the columns.
     *
     * @throws InvalidFields when the file as a whole cannot be read
     */
    static List<UserRow> read(
            String csv, SignUpRules rules, Function<String, Optional<Asset>> assets) {
        List<Csv.Row> rows = Csv.parse(csv, BODY);
        if (rows.size() < 2 || rows.size() > ROWS_MAX + 1) {
            throw InvalidFields.one(
                    List.of(BODY),
                    "invalid_value",
                    "the file must have a line of column names and 1 to " + ROWS_MAX + " users");
        }
        List<String> columns = columns(rows.getFirst(), assets);
        Set<String> emails = new HashSet<>();
        return rows.stream()
                .skip(1)
                .map(row -> read(row, columns, rules, assets, emails))
                .toList();
    }

    private static List<String> columns(Csv.Row head, Function<String, Optional<Asset>> assets) {
        List<String> columns = head.cells().stream().map(UserRow::column).toList();
        for (String needed : List.of(EMAIL, NAME)) {
            if (!columns.contains(needed)) {
                throw wrong(needed, "missing", "the file needs a column " + needed);
            }
        }
        for (String column : columns) {
            boolean isKnown = List.of(EMAIL, NAME, PASSWORD).contains(column)
                    || assets.apply(column).isPresent();
            if (!isKnown) {
                throw wrong(
                        column,
                        "extra",
                        column + " is neither email, name, password nor the name of an asset");
            }
            if (columns.indexOf(column) != columns.lastIndexOf(column)) {
                throw wrong(column, "duplicate", "the column " + column + " is there twice");
            }
        }
        return columns;
    }

    private static String column(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return List.of(EMAIL, NAME, PASSWORD).contains(lower) ? lower : name;
    }

    private static UserRow read(
            Csv.Row row,
            List<String> columns,
            SignUpRules rules,
            Function<String, Optional<Asset>> assets,
            Set<String> emails) {
        List<FieldError> mistakes = new ArrayList<>();
        Map<Asset, Long> units = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
        if (row.cells().size() > columns.size()) {
            mistakes.add(mistake("", FieldError.INVALID_FIELD, "the line has too many cells"));
        }
        String email = cell(row, columns, EMAIL);
        String name = cell(row, columns, NAME);
        String password = cell(row, columns, PASSWORD);
        if (rules.email(email).isEmpty()) {
            mistakes.add(mistake(EMAIL, IdentityRefusal.INVALID_EMAIL));
        } else if (!emails.add(email.toLowerCase(Locale.ROOT))) {
            mistakes.add(mistake(
                    EMAIL, IdentityRefusal.DUPLICATE_EMAIL.name(), "email is in the file before"));
        }
        if (rules.name(name).isEmpty()) {
            mistakes.add(mistake(NAME, IdentityRefusal.INVALID_NAME));
        }
        if (!password.isEmpty() && !rules.allowsPassword(password)) {
            mistakes.add(mistake(PASSWORD, IdentityRefusal.INVALID_PASSWORD));
        }
        for (String column : columns) {
            String amount = cell(row, columns, column);
            assets.apply(column)
                    .filter(asset -> !amount.isEmpty() && !isWord(column))
                    .ifPresent(asset -> units(asset, amount, units, mistakes));
        }
        return new UserRow(
                row.line(),
                rules.email(email).orElse(email),
                rules.name(name).orElse(name),
                password,
                columns.stream().anyMatch(column -> !isWord(column)),
                units,
                mistakes);
    }

    private static boolean isWord(String column) {
        return List.of(EMAIL, NAME, PASSWORD).contains(column);
    }

    private static void units(
            Asset asset, String amount, Map<Asset, Long> units, List<FieldError> mistakes) {
        long found;
        try {
            found = Decimals.parse(amount, asset.scale());
        } catch (NumberFormatException e) {
            found = -1;
        }
        if (found < 0) {
            mistakes.add(mistake(
                    asset.name(),
                    FieldError.INVALID_FIELD,
                    asset.name() + " must be an amount like 1000.50, with at most " + asset.scale()
                            + " decimals"));
        } else if (found > 0) {
            units.put(asset, found);
        }
    }

    private static String cell(Csv.Row row, List<String> columns, String column) {
        int at = columns.indexOf(column);
        return at < 0 || at >= row.cells().size() ? "" : row.cells().get(at);
    }

    private static FieldError mistake(String field, IdentityRefusal rule) {
        return mistake(field, rule.name(), field + " " + rule.text());
    }

    static FieldError mistake(String field, String code, String message) {
        return new FieldError(List.of(BODY, field), code, code.toLowerCase(Locale.ROOT), message);
    }

    private static InvalidFields wrong(String column, String type, String message) {
        return InvalidFields.one(List.of(BODY, column), type, message);
    }
}
