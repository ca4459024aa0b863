package aka.cli;

import org.jspecify.annotations.Nullable;

/** The commands there are, in the order in which the help lists them. */
enum CommandName {
    INFO("info", "what a path is: kind, link count, file key, volume, sizes"),
    NAMES("names", "every name of a file"),
    SAME("same", "whether paths are one file, equal copies, or different"),
    CHECK("check", "whether a path can become a name of a file, and why not"),
    LIST("list", "files with several names below a folder"),
    DUPES("dupes", "files with equal bytes"),
    DOCTOR("doctor", "what this system and a volume can do"),
    LINK("link", "make another name of a file"),
    MKLINK("mklink", "the same, as the Windows command is typed"),
    LN("ln", "the same, as the POSIX command is typed"),
    NI("ni", "the same, as PowerShell's New-Item is typed"),
    SPLIT("split", "give a name its own body again"),
    RM("rm", "remove names, with a forecast of what survives"),
    DEDUPE("dedupe", "make equal files one, safely and undoably"),
    APPLY("apply", "run a plan that dedupe saved"),
    GROUP("group", "paths that must be one file, and what became of them"),
    UNDO("undo", "take a run back"),
    RECOVER("recover", "after a crash: finish or take back what was under way"),
    HISTORY("history", "the runs, and whether they can be taken back"),
    CATALOG("catalog", "what is remembered of files that were read"),
    SHELL("shell", "entries in the menus of Windows Explorer"),
    HOOKS("hooks", "git hooks that join again what git has split"),
    COMPLETION("completion", "completion for bash, zsh, fish or PowerShell"),
    HELP("help", "help on a command or a topic");

    private final String word;
    private final String gist;

    CommandName(String word, String gist) {
        this.word = word;
        this.gist = gist;
    }

    /** Returns the word that is typed. */
    String word() {
        return word;
    }

    /** Returns what the command is for, in a few words. */
    String gist() {
        return gist;
    }

    /** Returns whether the command has anything to do with files. */
    boolean looksAtFiles() {
        return this != COMPLETION && this != HELP;
    }

    /** Returns the command called {@code word}, or null. */
    static @Nullable CommandName of(String word) {
        for (CommandName name : values()) {
            if (name.word.equals(word)) {
                return name;
            }
        }
        return null;
    }

    /** Returns the command itself; only now is its class loaded. */
    Command command() {
        return switch (this) {
            case INFO -> new InfoCommand();
            case NAMES -> new NamesCommand();
            case SAME -> new SameCommand();
            case CHECK -> new CheckCommand();
            case LIST -> new ListCommand();
            case DUPES -> new DupesCommand();
            case DOCTOR -> new DoctorCommand();
            case LINK -> new LinkCommand();
            case MKLINK -> new MklinkCommand();
            case LN -> new LnCommand();
            case NI -> new NiCommand();
            case SPLIT -> new SplitCommand();
            case RM -> new RmCommand();
            case DEDUPE -> new DedupeCommand();
            case APPLY -> new ApplyCommand();
            case GROUP -> new GroupCommand();
            case UNDO -> new UndoCommand();
            case RECOVER -> new RecoverCommand();
            case HISTORY -> new HistoryCommand();
            case CATALOG -> new CatalogCommand();
            case SHELL -> new ShellCommand();
            case HOOKS -> new HooksCommand();
            case COMPLETION -> new CompletionCommand();
            case HELP -> new HelpCommand();
        };
    }
}
