package aka.bench;

/** How much the JVM compiles: the launcher chooses by the command, and so do these. */
final class Compilers {

    /** The simple compiler only, as for {@code list}, {@code names} and {@code dupes}. */
    static final String AS_IN_A_WALK = "-XX:TieredStopAtLevel=1";

    private Compilers() {}
}
