package aka.cli;

/** Whoever read the output of a report has gone: there is nobody left to tell. */
final class OutputGone extends RuntimeException {

    private static final long serialVersionUID = 1;

    OutputGone() {
        super("the output was closed", null, false, false);
    }
}
