package aka.cli;

import aka.os.FileCallException;
import aka.report.Figures;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program: finds the command, parses what was typed for it, runs it, and turns every way in which it can end into an
 * exit code, here and nowhere else.
 */
public final class Main {

    private final Surroundings around;
    private List<String> args;

    private Main(List<String> args, Surroundings around) {
        this.args = args;
        this.around = around;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        Terminals terminals = Terminals.find();
        Surroundings around = new Surroundings(
                new FileInputStream(FileDescriptor.in),
                CodePage.of("stdout.encoding", terminals.out(), new FileOutputStream(FileDescriptor.out)),
                CodePage.of("stderr.encoding", terminals.err(), new FileOutputStream(FileDescriptor.err)),
                System.getenv(),
                terminals,
                true);
        int exit = run(RawArguments.of(args), around).number();
        // Not exit: all is written, nothing waits for the end, and exit would first load the logging of the JDK (15
        // ms).
        Runtime.getRuntime().halt(exit);
    }

    /** Runs the command inside this process. */
    static ExitCode run(String[] args, Surroundings around) {
        return new Main(List.of(args), around).run();
    }

    private ExitCode run() {
        CommandName name;
        try {
            args = LeadingOptions.behindCommand(ArgumentFiles.expand(args));
            if (args.isEmpty()) {
                return print(HelpText.everything(), ExitCode.USAGE);
            }
            switch (args.getFirst()) {
                case "-h", "--help" -> {
                    return print(HelpText.everything(), ExitCode.DONE);
                }
                case "-V", "--version" -> {
                    return print("aka " + Version.number() + "\n", ExitCode.DONE);
                }
                default -> name = commandName();
            }
        } catch (WrongUsage e) {
            return refuse("", Everywhere.guess(args), e);
        }
        return run(name);
    }

    private CommandName commandName() {
        String word = args.getFirst();
        @Nullable CommandName name = CommandName.of(word);
        if (name == null) {
            throw HelpText.unknownCommand(word);
        }
        return name;
    }

    private ExitCode run(CommandName name) {
        Command command = name.command();
        if (around.owned() && name.looksAtFiles()) {
            Headstart.begin();
        }
        Given given;
        Everywhere options;
        try {
            CommandLine parser = Specs.parser(name, command);
            ParseResult parsed = parse(parser, command);
            given = new Given(parsed);
            options = Everywhere.of(given);
            if (parsed.isUsageHelpRequested()) {
                return print(
                        Specs.help(
                                parser,
                                options.colors(around, around.terminals().out())),
                        ExitCode.DONE);
            }
        } catch (WrongUsage e) {
            return refuse(name.word(), Everywhere.guess(args), e);
        }
        try (Invocation invocation = new Invocation(name.word(), args, command.acts(), options, around)) {
            ExitCode exit = outcome(command, given, invocation);
            if (command.isReadInAWindow(given)) {
                invocation.awaitReader();
            }
            return invocation.finish(exit);
        } catch (RuntimeException | Error fault) {
            // The printer itself failed: there is nothing left to print with.
            fault.printStackTrace();
            return ExitCode.FAULT;
        }
    }

    private ParseResult parse(CommandLine parser, Command command) {
        List<String> typed = command.translate(args.subList(1, args.size()));
        try {
            return parser.parseArgs(typed.toArray(new String[0]));
        } catch (ParameterException e) {
            throw Specs.wrongUsage(e);
        }
    }

    /** Every way in which a command can end, as an exit code. */
    private static ExitCode outcome(Command command, Given given, Invocation invocation) {
        try {
            return invocation.ending(command.run(given, invocation));
        } catch (OutputGone gone) {
            return invocation.outputFailed() ? ExitCode.NOT_ALL : ExitCode.DONE;
        } catch (WrongUsage e) {
            invocation.problem(usageProblem(e));
            return ExitCode.USAGE;
        } catch (FileCallException e) {
            invocation.problem(Problem.error(e));
            return ExitCode.NOT_STARTED;
        } catch (IOException e) {
            invocation.problem(Problem.of(Code.WRONG_USAGE, Severity.ERROR, null, "cannot read stdin: " + e, ""));
            return ExitCode.NOT_STARTED;
        } catch (CancellationException e) {
            invocation.problem(stoppedProblem(command));
            return invocation.stopped();
        } catch (IllegalCallerException e) {
            invocation.problem(nativeAccessProblem(e));
            return ExitCode.NOT_STARTED;
        } catch (OutOfMemoryError e) {
            invocation.problem(memoryProblem(command, e));
            return ExitCode.NOT_ALL;
        } catch (RuntimeException | Error fault) {
            invocation.problem(faultProblem(fault, invocation.options().verbose()));
            return ExitCode.FAULT;
        }
    }

    private ExitCode refuse(String command, Everywhere options, WrongUsage e) {
        try (Invocation invocation = new Invocation(command, args, false, options, around)) {
            invocation.problem(usageProblem(e));
            return invocation.finish(ExitCode.USAGE);
        } catch (OutputGone gone) {
            return ExitCode.USAGE;
        }
    }

    private static Problem usageProblem(WrongUsage e) {
        return Problem.of(Code.WRONG_USAGE, Severity.ERROR, null, String.valueOf(e.getMessage()), e.wayOut());
    }

    private static Problem stoppedProblem(Command command) {
        String wayOut = command.acts()
                ? "Nothing is half done: type the same command again to do the rest."
                : "Nothing was changed: type the same command again.";
        return Problem.of(Code.STOPPED, Severity.ERROR, null, "stopped on request", wayOut);
    }

    private static Problem nativeAccessProblem(IllegalCallerException e) {
        return Problem.of(Code.NATIVE_ACCESS, Severity.ERROR, null, String.valueOf(e.getMessage()), "");
    }

    /** The JVM says the same where no further thread may be started, and then no folder is too large. */
    private static Problem memoryProblem(Command command, OutOfMemoryError e) {
        String reason = String.valueOf(e.getMessage());
        boolean ofFiles = !reason.contains("thread");
        String what = ofFiles
                ? "not enough memory: " + reason + " (aka may take "
                        + Figures.size(Runtime.getRuntime().maxMemory()) + ")"
                : "no thread can be started: " + reason;
        String wayOut = command.acts() ? "aka recover tells whether anything is half done. " : "";
        wayOut += ofFiles
                ? "Look into one folder after the other, or with --min only at the files that are worth it."
                : "See how many processes this user or container may have (ulimit -u).";
        return Problem.of(Code.OUT_OF_MEMORY, Severity.ERROR, null, what, wayOut);
    }

    private static Problem faultProblem(Throwable fault, boolean verbose) {
        String what = "a fault in aka " + Version.number() + " on " + Version.platform() + ", Java "
                + System.getProperty("java.version") + ": " + fault;
        if (!verbose) {
            return Problem.of(
                    Code.FAULT,
                    Severity.ERROR,
                    null,
                    what,
                    "Please run it again with -v and report what it prints to the issue tracker of aka.");
        }
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        return Problem.of(
                Code.FAULT,
                Severity.ERROR,
                null,
                what + "\n" + trace,
                "Please report this to the issue tracker of aka.");
    }

    private ExitCode print(String text, ExitCode exit) {
        Output out = new Output(around.out(), false);
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
        return exit;
    }

    /** Options that every command has may stand before the command, too. */
    private static final class LeadingOptions {

        private LeadingOptions() {}

        static List<String> behindCommand(List<String> args) {
            int command = 0;
            while (command < args.size() && isShared(args.get(command))) {
                command += takesValue(args.get(command)) ? 2 : 1;
            }
            if (command == 0 || command >= args.size()) {
                return args;
            }
            List<String> moved = new ArrayList<>(args.size());
            moved.add(args.get(command));
            moved.addAll(args.subList(0, command));
            moved.addAll(args.subList(command + 1, args.size()));
            return moved;
        }

        private static boolean isShared(String arg) {
            return switch (arg) {
                case "--json", "-q", "--quiet", "-v", "--verbose", "--color", "--progress" -> true;
                default -> arg.startsWith("--color=") || arg.startsWith("--progress=");
            };
        }

        private static boolean takesValue(String arg) {
            return arg.equals("--color") || arg.equals("--progress");
        }
    }
}
