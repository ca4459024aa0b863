package aka.cli;

import aka.link.LinkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka mklink}: the new name first, as the Windows command has it. */
final class MklinkCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.operands(spec, "NEW EXISTING", "The name to make, and the file. The new name comes first.");
        Options.flag(spec, "Make a hard link. /H, /h and //H are the same.", "-H");
        Options.flag(spec, "Would make a junction: refused. /J is the same.", "-J");
        Options.flag(spec, "Would make a symbolic link to a folder: refused. /D is the same.", "-D");
        Options.dryRun(spec);
        spec.usageMessage().footer("Example:  aka mklink /H link.txt original.txt");
    }

    @Override
    public boolean acts() {
        return true;
    }

    /** Switches with a slash, or with the two that some shells for Windows need, become options. */
    @Override
    public List<String> translate(List<String> typed) {
        List<String> translated = new ArrayList<>(typed.size());
        boolean literal = false;
        for (String arg : typed) {
            literal |= arg.equals("--");
            translated.add(literal ? arg : option(arg));
        }
        return translated;
    }

    private static String option(String arg) {
        return switch (arg) {
            case "/H", "/h", "//H", "//h" -> "-H";
            case "/J", "/j", "//J", "//j" -> "-J";
            case "/D", "/d", "//D", "//d" -> "-D";
            default -> arg;
        };
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        if (given.has("-J")) {
            throw new WrongUsage(
                    "/J asks for a junction, which leads to a folder and is no name of a file",
                    "For a hard link to a file type aka mklink /H NEW EXISTING.");
        }
        if (given.has("-D")) {
            throw new WrongUsage(
                    "/D asks for a symbolic link to a folder, and aka makes hard links to files only",
                    "For a hard link to a file type aka mklink /H NEW EXISTING.");
        }
        if (!given.has("-H")) {
            throw new WrongUsage(
                    "without /H, mklink makes a symbolic link, which is no second name of the file",
                    "For a hard link type aka mklink /H NEW EXISTING.");
        }
        List<Path> paths = Operands.exactly(2, given, invocation);
        invocation.start(paths);
        Path existing = paths.get(1);
        Path newName = NewNames.resolve(
                invocation.volumes().calls(), existing, given.operands().getFirst());
        LinkDeed deed = new LinkDeed(invocation, "mklink", LinkOptions.plain(), given.has("--dry-run"));
        deed.link(existing, newName);
        deed.finish();
        return ExitCode.DONE;
    }
}
