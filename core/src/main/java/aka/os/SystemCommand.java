package aka.os;

/** What people type on this system for what aka does not do, as ways out name it. */
public enum SystemCommand {
    MAKE_FOLDER("mkdir -p", "mkdir"),
    MAKE_SYMBOLIC_LINK("ln -s", "mklink"),
    MAKE_SYMBOLIC_LINK_TO_FOLDER("ln -s", "mklink /D"),
    CHANGE_ACCESS("chmod", "icacls"),
    REMOVE_FILE("rm", "del");

    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private final String elsewhere;
    private final String onWindows;

    SystemCommand(String elsewhere, String onWindows) {
        this.elsewhere = elsewhere;
        this.onWindows = onWindows;
    }

    /** Returns the command's name, with the option that it needs. */
    @Override
    public String toString() {
        return WINDOWS ? onWindows : elsewhere;
    }
}
