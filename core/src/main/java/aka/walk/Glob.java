package aka.walk;

import aka.file.RawText;
import java.util.regex.Pattern;

/**
 * A pattern for names, over the raw bytes as {@link RawText}.
 *
 * <table>
 * <caption>What it understands</caption>
 * <tr><td>{@code *}</td><td>any text inside one part of a path, none too</td></tr>
 * <tr><td>{@code ?}</td><td>one character other than {@code /}</td></tr>
 * <tr><td>{@code [a-z]} {@code [!x]}</td><td>one character that is, or is not, among these; {@code [^x]} too</td></tr>
 * <tr><td>{@code {a,b}}</td><td>one of these, which may hold patterns themselves</td></tr>
 * <tr><td>{@code **}</td><td>any text, across folders; {@code **}{@code /x} is {@code x} in any folder, the top too</td></tr>
 * <tr><td>{@code \}</td><td>takes the next character as it is</td></tr>
 * </table>
 */
public final class Glob {

    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Returns the pattern that {@code text} stands for.
     *
     * @throws IllegalArgumentException if it is none; the message says where
     */
    public static Glob of(String text, boolean ignoreCase) {
        int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        return new Glob(Pattern.compile(new Translation(text).regex(), flags));
    }

    /** Returns whether all of {@code raw} fits. */
    public boolean matches(byte[] raw) {
        return pattern.matcher(RawText.of(raw)).matches();
    }

    /** One pass over a glob, which leaves the regular expression behind. */
    private static final class Translation {

        private final String glob;
        private final StringBuilder regex = new StringBuilder();
        private int at;
        private int openBraces;
        private int lastBrace;

        Translation(String glob) {
            this.glob = glob;
        }

        String regex() {
            while (at < glob.length()) {
                char c = glob.charAt(at);
                switch (c) {
                    case '*' -> stars();
                    case '?' -> one("[^/]");
                    case '[' -> characters();
                    case '{' -> openBrace();
                    case '}' -> closeBrace();
                    case ',' -> one(openBraces > 0 ? "|" : ",");
                    case '\\' -> escaped();
                    default -> literal();
                }
            }
            if (openBraces > 0) {
                throw bad("no } for the {", lastBrace);
            }
            return regex.toString();
        }

        private void one(String translation) {
            regex.append(translation);
            at++;
        }

        private void stars() {
            int from = at;
            while (at < glob.length() && glob.charAt(at) == '*') {
                at++;
            }
            boolean wholePart = from == 0 || glob.charAt(from - 1) == '/';
            if (at - from == 1) {
                regex.append("[^/]*");
            } else if (wholePart && at < glob.length() && glob.charAt(at) == '/') {
                regex.append("(?:.*/)?");
                at++;
            } else {
                regex.append(".*");
            }
        }

        private void characters() {
            int open = at++;
            boolean not = at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^');
            if (not) {
                at++;
            }
            int first = at;
            regex.append(not ? "[^/" : "(?!/)[");
            // A ] that stands first is one of the characters, as in every shell.
            while (at == first || at < glob.length() && glob.charAt(at) != ']') {
                range(open);
            }
            if (at >= glob.length()) {
                throw bad("no ] for the [", open);
            }
            one("]");
        }

        private void range(int open) {
            int from = at;
            int low = member(open);
            appendMember(low);
            if (at + 1 < glob.length() && glob.charAt(at) == '-' && glob.charAt(at + 1) != ']') {
                at++;
                int high = member(open);
                if (high < low) {
                    throw bad("a range that runs backwards", from);
                }
                regex.append('-');
                appendMember(high);
            }
        }

        private int member(int open) {
            if (at < glob.length() && glob.charAt(at) == '\\') {
                at++;
            }
            if (at >= glob.length()) {
                throw bad("no ] for the [", open);
            }
            int point = glob.codePointAt(at);
            at += Character.charCount(point);
            return point;
        }

        private void appendMember(int point) {
            regex.append("\\x{").append(Integer.toHexString(point)).append('}');
        }

        private void openBrace() {
            lastBrace = at;
            openBraces++;
            one("(?:");
        }

        private void closeBrace() {
            if (openBraces == 0) {
                throw bad("no { for the }", at);
            }
            openBraces--;
            one(")");
        }

        private void escaped() {
            if (at + 1 == glob.length()) {
                throw bad("nothing after the \\", at);
            }
            at++;
            literal();
        }

        private void literal() {
            int point = glob.codePointAt(at);
            appendMember(point);
            at += Character.charCount(point);
        }

        private IllegalArgumentException bad(String what, int index) {
            return new IllegalArgumentException("bad pattern '" + glob + "': " + what + " at character " + (index + 1));
        }
    }
}
