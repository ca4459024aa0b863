package aka.cli;

/** The command line cannot be understood; the message says why, {@link #wayOut} what would be. */
final class WrongUsage extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String wayOut;

    WrongUsage(String message, String wayOut) {
        super(message);
        this.wayOut = wayOut;
    }

    /** Returns what to type instead; may be empty. */
    String wayOut() {
        return wayOut;
    }
}
