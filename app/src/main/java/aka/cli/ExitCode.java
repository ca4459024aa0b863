package aka.cli;

/** How a command ended, as the number that the process ends with. */
enum ExitCode {
    /** Done, or the answer is yes. */
    DONE(0),
    /** The answer is no. */
    NO(1),
    /** Wrong usage, or an answer was needed and could not be asked. */
    USAGE(2),
    /** Something asked for was not done or could not be known. */
    NOT_ALL(3),
    /** It could not start. */
    NOT_STARTED(4),
    /** A fault in aka itself. */
    FAULT(70),
    /** Stopped: the terminal went away (SIGHUP). */
    HUNG_UP(129),
    /** Stopped by Ctrl-C (SIGINT). */
    INTERRUPTED(130),
    /** Stopped by SIGTERM. */
    TERMINATED(143);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** Returns the number for the system. */
    int number() {
        return number;
    }
}
