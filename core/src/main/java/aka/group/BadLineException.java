package aka.group;

/** A line of a file of groups that cannot be used. */
final class BadLineException extends Exception {

    private static final long serialVersionUID = 1;

    private final int column;

    BadLineException(int column, String sentence) {
        super(sentence);
        this.column = column;
    }

    /** Returns where, from 1. */
    int column() {
        return column;
    }

    /** Returns what is wrong there. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
