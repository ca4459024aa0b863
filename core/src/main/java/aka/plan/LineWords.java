package aka.plan;

import java.util.Locale;

/** How constants are written in lines. */
public final class LineWords {

    private LineWords() {}

    /** Returns the word for a constant: {@code bytes-differ}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the constant for a word. */
    public static <E extends Enum<E>> E constant(E[] constants, String word) throws LineFlaw {
        for (E constant : constants) {
            if (isWord(word, constant.name())) {
                return constant;
            }
        }
        throw new LineFlaw("its word '" + word + "' is not known");
    }

    private static boolean isWord(String word, String name) {
        if (word.length() != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (word.charAt(i) != (c == '_' ? '-' : Character.toLowerCase(c))) {
                return false;
            }
        }
        return true;
    }
}
