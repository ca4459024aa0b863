package aka.plan;

/** A line, or a value in it, that is not what the format says. Its message is a sentence for people, without the line number. */
public final class LineFlaw extends Exception {

    private static final long serialVersionUID = 1;

    public LineFlaw(String words) {
        super(words);
    }

    /** Returns what is wrong. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
