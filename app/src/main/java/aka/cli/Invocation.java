package aka.cli;

import aka.file.RawText;
import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.plan.RunId;
import aka.report.CsvPrinter;
import aka.report.Event;
import aka.report.FdupesPrinter;
import aka.report.Ink;
import aka.report.JsonPrinter;
import aka.report.Note;
import aka.report.Page;
import aka.report.Printer;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.Progress;
import aka.report.Start;
import aka.report.Summary;
import aka.report.TextPrinter;
import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One command while it runs: where its events go, what went wrong so far, when it is to stop. */
final class Invocation implements AutoCloseable {

    private static final int USUAL_COLUMNS = 80;

    private final String command;
    private final List<String> typed;
    private final Everywhere options;
    private final Surroundings around;
    private final boolean acts;
    private final Output out;
    private final Ink err;
    private final Printer printer;
    private final CancelToken cancel = new CancelToken();
    private final Signals signals;
    private final SequencedMap<String, OptionalLong> counts = new LinkedHashMap<>();
    private Optional<RunId> run = Optional.empty();
    private volatile @Nullable Volumes volumes;
    private boolean started;
    private boolean incomplete;
    private long errors;
    private long unreadable;

    /**
     * @param command the command's name, or empty if none was recognised
     * @param typed all that was typed
     */
    Invocation(String command, List<String> typed, boolean acts, Everywhere options, Surroundings around) {
        this.command = command;
        this.typed = List.copyOf(typed);
        this.acts = acts;
        this.options = options;
        this.around = around;
        Terminals terminals = around.terminals();
        this.err = new Ink(new Output(around.err(), true), terminals.err(), options.colors(around, terminals.err()));
        this.out = new Output(terminals.out() && terminals.err() ? err.beside(around.out()) : around.out(), false);
        this.printer = printer(terminals.out());
        this.signals = around.owned() ? Signals.handle(cancel) : Signals.none(cancel);
    }

    private Printer printer(boolean terminal) {
        return switch (options.format()) {
            case TEXT -> new TextPrinter(page(terminal));
            case JSON -> new JsonPrinter(out, terminal);
            case CSV -> new CsvPrinter(out, page(terminal), terminal);
            case FDUPES -> new FdupesPrinter(page(terminal));
        };
    }

    private Page page(boolean terminal) {
        Ink results = new Ink(out, terminal, options.colors(around, terminal));
        return new Page(results, err, options.quiet(), options.verbose(), options.nul());
    }

    Everywhere options() {
        return options;
    }

    Surroundings around() {
        return around;
    }

    CancelToken cancel() {
        return cancel;
    }

    /** Returns what was typed, as one line for people. */
    String typed() {
        return CommandText.of(typed);
    }

    /** Returns how the command ends if it was stopped. */
    ExitCode stopped() {
        return signals.exit();
    }

    /**
     * Returns the volumes of this machine, opened when they are first asked for.
     *
     * @throws WrongUsage if the environment asks for calls that there are not
     * @throws IllegalCallerException if the JVM refuses native calls
     */
    Volumes volumes() {
        Volumes open = volumes;
        if (open == null) {
            try {
                open = Volumes.open();
            } catch (IllegalArgumentException e) {
                throw new WrongUsage(String.valueOf(e.getMessage()), "");
            }
            volumes = open;
        }
        return open;
    }

    /** Prints the first line, with the paths that the command is about. */
    void start(List<Path> roots) {
        if (!started) {
            started = true;
            printer.print(new Start(Version.number(), command, roots, here(), Version.platform()));
        }
    }

    /** Prints an event, after the first line. */
    void print(Event event) {
        if (options.json()) {
            start(List.of());
        }
        printer.print(event);
        if (!acts && out.failure().isPresent()) {
            throw new OutputGone();
        }
    }

    /** Returns whether nobody reads any more what is printed. */
    boolean isOutputGone() {
        return out.failure().isPresent();
    }

    /** Writes a text that is the result itself: a help page, a script. */
    void write(byte[] text) {
        out.write(text, 0, text.length);
    }

    /** Tells people something on stderr. */
    void note(String sentence) {
        print(new Note(sentence));
    }

    /** Prints a problem; an error keeps the command from ending as if all had been done. */
    void problem(Problem problem) {
        if (problem.severity() == Severity.ERROR) {
            errors++;
            incomplete = true;
        }
        print(problem);
    }

    /** Prints what could not be read as an error. */
    void unreadable(FileCallException why) {
        unreadable++;
        problem(Problem.error(why));
    }

    /** Counts what could not be read, which was told already or is tolerated. */
    void unreadableButTolerated(FileCallException why) {
        unreadable++;
        print(Problem.of(why, Severity.WARNING));
    }

    /** Says that not everything could be known, though nothing failed. */
    void incomplete() {
        incomplete = true;
    }

    /** Returns the run that the command was written down as; empty before it began. */
    Optional<RunId> run() {
        return run;
    }

    /** Gives the summary the run that the command was written down as. */
    void ran(RunId id) {
        run = Optional.of(id);
    }

    /** Gives the summary a figure. */
    void count(String key, long figure) {
        counts.put(key, OptionalLong.of(figure));
    }

    /** Gives the summary a figure that may be unknown. */
    void count(String key, OptionalLong figure) {
        counts.put(key, figure);
    }

    /** Returns the paths that were typed, and those that stdin holds if that was asked for. */
    List<Path> paths(Given given) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String operand : given.operands()) {
            paths.add(path(operand));
        }
        if (fromStdin(given)) {
            flush();
            byte[] all = new StandardInput(around.in(), cancel).readAll();
            for (String line : given.has("--null") ? ArgumentFiles.split(all, '\0') : ArgumentFiles.lines(all)) {
                paths.add(path(line));
            }
        }
        return paths;
    }

    /** Returns whether paths are read from stdin, where there may be none. */
    static boolean fromStdin(Given given) {
        return given.has("--stdin") || given.has("--null");
    }

    /**
     * Returns a path that was typed.
     *
     * @throws WrongUsage if it is empty, or no system has such a path
     */
    static Path path(String typed) {
        if (typed.isEmpty()) {
            throw new WrongUsage("a path is empty", "The current folder is written as a dot.");
        }
        try {
            Path path = RawText.path(typed);
            if (path.getRoot() != null && !hasDrive(path)) {
                throw new WrongUsage(
                        "'" + typed + "' is below the current folder of a drive that is not there",
                        "Check the letter of the drive.");
            }
            return path;
        } catch (InvalidPathException e) {
            boolean stream = Terminals.isWindows() && e.getIndex() >= 0 && typed.startsWith(":", e.getIndex());
            throw new WrongUsage(
                    "'" + typed + "' is no path: " + e.getReason(),
                    stream ? "Behind a colon stands a stream: name the file, which has it under all its names." : "");
        }
    }

    /** Returns whether a path leads anywhere: {@code Q:x} is below the folder in which drive Q: is, if there is such a drive. */
    private static boolean hasDrive(Path path) {
        try {
            return path.toAbsolutePath().isAbsolute();
        } catch (IOError noDrive) {
            return false;
        }
    }

    /** Returns a meter for something that may take long; it shows nothing where nobody would see it. */
    Progress progress() {
        return switch (options.progress()) {
            case "json" -> Progress.json(err);
            case "never" -> Progress.none();
            default -> {
                boolean shown = around.terminals().err() && around.terminals().obey() && !options.quiet();
                yield shown ? Progress.line(err, this::columns) : Progress.none();
            }
        };
    }

    /** Asked by another thread, which opens nothing for it. */
    private int columns() {
        Volumes open = volumes;
        return open == null ? USUAL_COLUMNS : open.calls().terminalColumns().orElse(USUAL_COLUMNS);
    }

    /** Returns whether a question can be asked: someone sees it and can answer. */
    boolean canAsk() {
        return around.terminals().in() && around.terminals().err();
    }

    /** Asks a question that takes yes or no; anything but yes is no. */
    boolean ask(String question) throws IOException {
        String word = answer(question + " [y/N]");
        return word.equalsIgnoreCase("y") || word.equalsIgnoreCase("yes");
    }

    /** Asks a question, and returns the line that is answered, without blanks around it. */
    String answer(String question) throws IOException {
        flush();
        err.sentence(question).text(" ").hold();
        return RawText.of(new StandardInput(around.in(), cancel).readLine()).strip();
    }

    /** Waits for Enter, or a stop, where there is somebody at a terminal. */
    void awaitReader() {
        if (!canAsk()) {
            return;
        }
        flush();
        err.text("Press Enter to close this window.").hold();
        try {
            new StandardInput(around.in(), cancel).readLine();
        } catch (IOException | CancellationException enough) {
            err.end();
        }
    }

    /** Tells that a question could not be asked, and returns how the command ends then. */
    ExitCode noAnswer() {
        problem(Problem.of(
                Code.NEEDS_ANSWER,
                Severity.ERROR,
                null,
                command + " asks before it changes anything, and there is no terminal to ask on",
                "Nothing was changed; --yes is the answer."));
        return ExitCode.USAGE;
    }

    /** Returns how the command ends, if {@code answer} is what it found and nothing else went wrong. */
    ExitCode ending(ExitCode answer) {
        return errors > 0 && (answer == ExitCode.DONE || answer == ExitCode.NO) ? ExitCode.NOT_ALL : answer;
    }

    /**
     * Prints the last line and hands everything over.
     *
     * @return how the process ends, which is different if the results could not be written
     */
    ExitCode finish(ExitCode exit) {
        boolean complete = !incomplete && (exit == ExitCode.DONE || exit == ExitCode.NO);
        if (options.json()) {
            start(List.of());
            printer.print(new Summary(exit.number(), complete, run, unreadable, counts));
        }
        flush();
        if (out.failure().isEmpty() || readerGone(out.failure().get())) {
            return exit;
        }
        err.text("aka: ", Ink.Style.RED)
                .sentence("cannot write the output: " + out.failure().get().getMessage())
                .end();
        return exit == ExitCode.DONE || exit == ExitCode.NO ? ExitCode.NOT_ALL : exit;
    }

    /** Returns whether results were lost for another reason than that nobody reads them any more. */
    boolean outputFailed() {
        return out.failure().isPresent() && !readerGone(out.failure().get());
    }

    void flush() {
        try {
            printer.flush();
            out.flush();
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("an Output does not fail", e);
        }
    }

    @Override
    public void close() {
        Volumes open = volumes;
        if (open != null) {
            open.close();
        }
    }

    private boolean readerGone(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Broken pipe") || message.contains("pipe is being closed")) {
            return true;
        }
        String stdout = around.owned() ? Terminals.descriptor(1) : "";
        return stdout.startsWith("pipe:") || stdout.startsWith("socket:");
    }

    /** Returns the current folder. The JVM's own idea of it is text, and may have lost bytes. */
    static Path here() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/cwd"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return Path.of("").toAbsolutePath();
        }
    }
}
