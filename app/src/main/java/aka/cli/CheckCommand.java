package aka.cli;

import aka.link.Advice;
import aka.link.AdviceTable;
import aka.link.LinkCheck;
import aka.link.Volumes;
import aka.os.FileCallException;
import aka.os.Support;
import aka.os.Volume;
import aka.report.CheckVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka check}. */
final class CheckCommand implements Command {

    private static final List<String> PURPOSES = List.of("editing", "sharing", "snapshot", "space");

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "EXISTING NEW", "The file, and the path that is to become another name of it.");
        Options.value(
                spec,
                "PURPOSE",
                "Say which of copy, hard link, symbolic link and clone fits: editing, sharing, snapshot or space.",
                "--for");
        spec.usageMessage()
                .footer(
                        "Exits 0 if it can be done, 1 if not, 3 if that cannot be known.",
                        "",
                        "Example:  aka check original.txt other.txt --for sharing");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<Path> paths = Operands.exactly(2, given, invocation);
        Path existing = paths.get(0);
        Volumes volumes = invocation.volumes();
        Path newName =
                NewNames.resolve(volumes.calls(), existing, given.operands().get(1));
        invocation.start(paths);
        LinkCheck check = volumes.check(existing, newName, invocation.cancel());
        invocation.print(new CheckVerdict(existing, newName, check, advice(given, check, volumes, existing, newName)));
        return switch (check) {
            case LinkCheck.Possible() -> ExitCode.DONE;
            case LinkCheck.Refused no -> ExitCode.NO;
            case LinkCheck.Unknown unknown -> ExitCode.NOT_ALL;
        };
    }

    private static Optional<Advice> advice(Given given, LinkCheck check, Volumes volumes, Path existing, Path newName) {
        if (!given.has("--for")) {
            return Optional.empty();
        }
        String word = given.choice("--for", "", PURPOSES);
        Advice.Purpose purpose = Advice.Purpose.valueOf(word.toUpperCase(Locale.ROOT));
        return Optional.of(AdviceTable.of(purpose, check, clones(volumes, existing, newName)));
    }

    /** Returns whether blocks can be shared between both places; clones stay on one volume. */
    private static Support clones(Volumes volumes, Path existing, Path newName) {
        try {
            Path parent = newName.getParent();
            Volume one = volumes.volume(existing);
            Volume other = volumes.volume(parent == null ? Path.of(".") : parent);
            return one.id().equals(other.id()) ? one.clones() : Support.NO;
        } catch (FileCallException e) {
            return Support.UNKNOWN;
        }
    }
}
