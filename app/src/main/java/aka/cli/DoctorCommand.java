package aka.cli;

import aka.file.Kind;
import aka.journal.History;
import aka.journal.RunState;
import aka.journal.RunSummary;
import aka.journal.StateFolder;
import aka.link.Volumes;
import aka.os.CallStatus;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Support;
import aka.os.Volume;
import aka.report.CallFound;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.SystemSeen;
import aka.report.VolumeSeen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka doctor}. */
final class DoctorCommand implements Command {

    private static final String WANTING = "something needs attention";

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "PATH", "Whose volume to look at; the current folder's if none is given.");
        spec.usageMessage().footer("Exits 1 if something needs attention.", "", "Example:  aka doctor .");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<Path> paths = Operands.folders(given, invocation);
        if (paths.size() > 1) {
            throw new WrongUsage("it takes one path, not " + paths.size(), "See aka doctor --help.");
        }
        Path path = paths.getFirst();
        invocation.start(paths);
        Volumes volumes;
        try {
            volumes = invocation.volumes();
        } catch (IllegalCallerException why) {
            return refused(why, invocation);
        }
        FileCalls calls = volumes.calls();
        invocation.print(new SystemSeen(Version.number(), Version.platform(), java(), calls.route()));
        boolean wanting = calls(calls, invocation);
        try {
            Volume volume = volumes.volume(path);
            invocation.print(new VolumeSeen(path, volume));
            wanting |= volume.links() == Support.NO;
            wanting |= new Leftovers(calls, invocation).tellIn(folderOf(calls, path));
        } catch (FileCallException e) {
            invocation.unreadable(e);
        }
        wanting |= runsCutOff(invocation);
        invocation.note(wanting ? WANTING : "all is well");
        return wanting ? ExitCode.NO : ExitCode.DONE;
    }

    private static String java() {
        return System.getProperty("java.version") + ", " + System.getProperty("java.vendor") + ", "
                + System.getProperty("java.home");
    }

    private static boolean calls(FileCalls calls, Invocation invocation) {
        boolean missing = false;
        for (CallStatus status : calls.callStatuses()) {
            invocation.print(new CallFound(status));
            missing |= !status.found();
        }
        return missing;
    }

    /** Tells of runs that have come to no end, and of a state folder that cannot be used. */
    private static boolean runsCutOff(Invocation invocation) {
        boolean wanting = false;
        try {
            Optional<StateFolder> state = StateAccess.existing(invocation);
            for (RunSummary run : state.isPresent() ? History.of(state.get()) : List.<RunSummary>of()) {
                if (run.state() == RunState.UNFINISHED) {
                    wanting = true;
                    invocation.problem(Problem.of(
                            Code.UNDECIDED,
                            Severity.WARNING,
                            null,
                            "the run " + run.run().brief() + " was cut off: " + run.command(),
                            "aka recover finishes what was under way or takes it back."));
                }
            }
        } catch (FileCallException unusable) {
            wanting = true;
            invocation.problem(Problem.of(unusable, Severity.WARNING));
        }
        return wanting;
    }

    /** What is left to say where the JVM refuses native calls: which flag grants them. */
    private static ExitCode refused(IllegalCallerException why, Invocation invocation) {
        invocation.print(new SystemSeen(Version.number(), Version.platform(), java(), "none"));
        invocation.problem(
                Problem.of(Code.NATIVE_ACCESS, Severity.WARNING, null, String.valueOf(why.getMessage()), ""));
        invocation.note(WANTING);
        return ExitCode.NO;
    }

    private static Path folderOf(FileCalls calls, Path path) throws FileCallException {
        if (calls.facts(path).kind() == Kind.FOLDER) {
            return path;
        }
        Path parent = path.getParent();
        return parent == null ? Path.of(".") : parent;
    }
}
