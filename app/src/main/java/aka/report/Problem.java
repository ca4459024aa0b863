package aka.report;

import aka.link.Refusal;
import aka.os.FileCallException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong, or should be known.
 *
 * @param code the kind of problem: a {@link aka.os.Trouble}, a {@link Refusal.Code} or a {@link Code} by its name
 * @param path what it is about; null where no single path is
 * @param otherPath the other end; null where there is none
 * @param osError the system's name of the error; empty where the system did not speak
 * @param osNumber the system's number of the error, or 0
 * @param message the whole sentence, without the way out
 * @param wayOut what to do about it; may be empty
 */
public record Problem(
        String code,
        Severity severity,
        @Nullable Path path,
        @Nullable Path otherPath,
        String osError,
        int osNumber,
        String message,
        String wayOut)
        implements Event {

    /** How much it matters. */
    public enum Severity {
        /** Something asked for was not done, or cannot be known. */
        ERROR("error"),
        /** Everything was done, but this should be known. */
        WARNING("warning");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** Returns the word that is printed. */
        public String word() {
            return word;
        }
    }

    /** The kinds of problems that are the command line's own. */
    public enum Code {
        /** The command line cannot be understood. */
        WRONG_USAGE,
        /** A question had to be asked, and there is no terminal to ask it on. */
        NEEDS_ANSWER,
        /** How many names a body has is not known, so it may be the last one that would go. */
        UNKNOWN_COUNT,
        /** A run of aka was cut off and left something behind. */
        LEFTOVER,
        /** A name stays as it is though its run is taken back. */
        LEFT_AS_IS,
        /** A journal cannot be read everywhere. */
        DAMAGED_JOURNAL,
        /** Something that should be known before a plan is run. */
        BEFOREHAND,
        /** Something could not be kept as it was. */
        NOT_KEPT,
        /** Bytes were kept under another name, since nothing proves that they are anywhere else. */
        RESCUED,
        /** What a run left behind is not dealt with yet, or is not aka's. */
        UNDECIDED,
        /** A run came to no end: its journal could not be written to. */
        CUT_OFF,
        /** The command was stopped on request. */
        STOPPED,
        /** The program was not allowed to call the system directly. */
        NATIVE_ACCESS,
        /** There is no Explorer that could have entries, or no program that they could lead to. */
        NO_ENTRIES,
        /** The catalogue of remembered hashes cannot be used. */
        NO_CATALOG,
        /** A line of a file of groups cannot be used. */
        BAD_LINE,
        /** None of the paths of a group leads to a file: there is nothing to heal it from. */
        NO_FILE,
        /** Several files could be kept, and which is not known. */
        NOT_CHOSEN,
        /** The system does not start watching by itself. */
        NO_UNIT,
        /** A file is split again each time right after it was healed. */
        FOUGHT,
        /** A declared copy is missing, holds other bytes, or is one with the file. */
        COPY_DIFFERS,
        /** There is no group of that name. */
        NO_GROUP,
        /** There is no repository, or a hook of it is not to be changed. */
        NO_HOOK,
        /** The groups of a project are not trusted. */
        NOT_TRUSTED,
        /** A path is in two groups. */
        OVERLAP,
        /** There is not enough memory for what was asked. */
        OUT_OF_MEMORY,
        /** A fault in aka itself. */
        FAULT
    }

    /** Returns a failed call as an error. */
    public static Problem error(FileCallException e) {
        return of(e, Severity.ERROR);
    }

    /** Returns a failed call as a problem of the given weight. */
    public static Problem of(FileCallException e, Severity severity) {
        return new Problem(
                e.trouble().name(),
                severity,
                e.path(),
                e.otherPath().orElse(null),
                e.osError(),
                e.osNumber(),
                e.sentence(),
                e.wayOut());
    }

    /** Returns a problem of the command line's own, about {@code path} or, if that is null, about nothing in particular. */
    public static Problem of(Code code, Severity severity, @Nullable Path path, String message, String wayOut) {
        return new Problem(code.name(), severity, path, null, "", 0, message, wayOut);
    }

    /** Returns why {@code newName} cannot become a name of {@code existing}. */
    public static Problem of(Refusal refusal, Path existing, Path newName) {
        return new Problem(
                refusal.code().name(), Severity.ERROR, newName, existing, "", 0, refusal.message(), refusal.wayOut());
    }

    @Override
    public String word() {
        return "problem";
    }

    @Override
    public void json(JsonLine line) {
        line.text("code", code)
                .text("severity", severity.word())
                .path("path", path)
                .path("otherPath", otherPath)
                .text("osError", osError.isEmpty() ? null : osError);
        if (osNumber == 0) {
            line.nothing("osNumber");
        } else {
            line.number("osNumber", osNumber);
        }
        line.text("message", message).text("wayOut", wayOut.isEmpty() ? null : wayOut);
    }

    @Override
    public void text(Page page) {
        if (severity == Severity.WARNING && page.quiet()) {
            return;
        }
        page.out().flush();
        Ink err = page.err();
        switch (severity) {
            case ERROR -> err.text("aka: ", Ink.Style.RED);
            case WARNING -> err.text("aka: warning: ", Ink.Style.YELLOW);
        }
        err.sentence(message);
        if (!wayOut.isEmpty()) {
            err.text(endsSentence(message) ? " " : ". ").sentence(wayOut);
        }
        err.end();
    }

    private static boolean endsSentence(String text) {
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!");
    }
}
