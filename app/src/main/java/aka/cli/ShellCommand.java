package aka.cli;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.RawPath;
import aka.file.RawText;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.UserSettings;
import aka.report.EntrySeen;
import aka.report.InstallState;
import aka.report.NameFound;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka shell}: entries in the menus of Explorer, and what they run. */
final class ShellCommand implements Command {

    private static final List<String> DEEDS =
            List.of("install", "remove", "status", "remember", "link-here", "names", "same");

    @Override
    public void describe(CommandSpec spec) {
        Options.words(spec, "DEED [PATH]", "One of those below.", DEEDS);
        Options.dryRun(spec);
        spec.usageMessage()
                .footer(
                        "install          puts entries into the menus of Windows Explorer, for you alone;",
                        "                 on Windows 11 they are behind \"Show more options\"",
                        "remove           takes them away again, to the last key in the registry",
                        "status           which are there; exits 1 unless all are and lead to this aka",
                        "",
                        "What the entries run, which then waits for Enter:",
                        "remember FILE    remembers the file",
                        "link-here FOLDER makes a name of the remembered file in the folder; replaces nothing",
                        "names FILE       shows all names of the file",
                        "same FILE        whether it is, or can become, one file with the remembered one",
                        "",
                        "An entry shows with one file chosen: Explorer starts a program for each of several, and none",
                        "would see the others. To compare two files, remember one and ask on the other.",
                        "",
                        "Example:  aka shell install");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public boolean isReadInAWindow(Given given) {
        return given.operands().size() == 2 && !given.has("--json");
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<String> words = given.operands();
        String deed = Operands.deed("shell", words, DEEDS);
        boolean dryRun = given.has("--dry-run");
        switch (deed) {
            case "install", "remove", "status" -> requireOperands(1, deed, words);
            default -> requireOperands(2, deed, words);
        }
        if (dryRun && !deed.equals("install") && !deed.equals("remove")) {
            throw new WrongUsage("--dry-run goes with install and remove only", "");
        }
        return switch (deed) {
            case "install" -> install(dryRun, invocation);
            case "remove" -> remove(dryRun, invocation);
            case "status" -> status(invocation);
            case "remember" -> remember(words.get(1), invocation);
            case "link-here" -> linkHere(words.get(1), invocation);
            case "names" -> as(CommandName.NAMES, List.of(words.get(1)), invocation);
            default -> same(words.get(1), invocation);
        };
    }

    private static void requireOperands(int count, String deed, List<String> words) {
        if (words.size() != count) {
            throw new WrongUsage(
                    count == 1 ? "aka shell " + deed + " takes nothing more" : "aka shell " + deed + " takes one path",
                    "See aka shell --help.");
        }
    }

    // ---- The entries

    private static ExitCode install(boolean dryRun, Invocation invocation) throws FileCallException {
        Optional<ExplorerEntries> entries = entries(invocation);
        Optional<String> program = program(invocation);
        if (entries.isEmpty()) {
            return ExitCode.NOT_ALL;
        }
        if (program.isEmpty()) {
            invocation.problem(Problem.of(
                    Code.NO_ENTRIES,
                    Severity.ERROR,
                    null,
                    "cannot install the entries: there is no aka.exe that they could lead to",
                    "Start aka by the aka.exe of the archive for Windows, from a path without % and quotes."));
            return ExitCode.NOT_ALL;
        }
        if (!dryRun) {
            entries.get().install(program.get());
        }
        int installed = 0;
        for (ExplorerEntry entry : ExplorerEntry.values()) {
            InstallState state = state(entries.get().command(entry), entry, program);
            installed += state == InstallState.INSTALLED ? 1 : 0;
            InstallState told = dryRun && state != InstallState.INSTALLED ? InstallState.PLANNED : state;
            invocation.print(seen(entry, told, program.map(entry::command)));
        }
        int all = ExplorerEntry.values().length;
        invocation.count(dryRun ? "planned" : "installed", dryRun ? all - installed : installed);
        return dryRun || installed == all ? ExitCode.DONE : ExitCode.NOT_ALL;
    }

    private static ExitCode remove(boolean dryRun, Invocation invocation) throws FileCallException {
        Optional<ExplorerEntries> entries = entries(invocation);
        if (entries.isEmpty()) {
            return ExitCode.NOT_ALL;
        }
        List<ExplorerEntry> there = new ArrayList<>();
        for (ExplorerEntry entry : ExplorerEntry.values()) {
            if (entries.get().command(entry).isPresent()) {
                there.add(entry);
            }
        }
        if (!dryRun) {
            entries.get().remove();
        }
        for (ExplorerEntry entry : there) {
            invocation.print(seen(entry, dryRun ? InstallState.PLANNED : InstallState.REMOVED, Optional.empty()));
        }
        if (there.isEmpty()) {
            invocation.note("there are no entries to remove");
        }
        invocation.count(dryRun ? "planned" : "removed", there.size());
        return ExitCode.DONE;
    }

    private static ExitCode status(Invocation invocation) throws FileCallException {
        Optional<ExplorerEntries> entries = entries(invocation);
        if (entries.isEmpty()) {
            return ExitCode.NOT_ALL;
        }
        Optional<String> program = program(invocation);
        int installed = 0;
        int missing = 0;
        for (ExplorerEntry entry : ExplorerEntry.values()) {
            Optional<String> command = entries.get().command(entry);
            InstallState state = state(command, entry, program);
            installed += state == InstallState.INSTALLED ? 1 : 0;
            missing += state == InstallState.MISSING ? 1 : 0;
            invocation.print(seen(entry, state, command));
        }
        int all = ExplorerEntry.values().length;
        invocation.count("installed", installed);
        invocation.count("elsewhere", all - installed - missing);
        invocation.count("missing", missing);
        if (installed < all) {
            invocation.note(
                    missing == all ? "not installed: aka shell install" : "aka shell install puts all in order");
        }
        return installed == all ? ExitCode.DONE : ExitCode.NO;
    }

    private static EntrySeen seen(ExplorerEntry entry, InstallState state, Optional<String> command) {
        return new EntrySeen(
                entry.word(), entry.menu(), entry.title(), "HKEY_CURRENT_USER\\" + entry.key(), state, command);
    }

    /** Who does not know where this aka is cannot say of an entry that it leads elsewhere. */
    private static InstallState state(Optional<String> command, ExplorerEntry entry, Optional<String> program) {
        if (command.isEmpty()) {
            return InstallState.MISSING;
        }
        boolean elsewhere = program.isPresent() && !command.get().equalsIgnoreCase(entry.command(program.get()));
        return elsewhere ? InstallState.ELSEWHERE : InstallState.INSTALLED;
    }

    private static Optional<ExplorerEntries> entries(Invocation invocation) {
        Optional<UserSettings> settings = invocation.volumes().calls().userSettings();
        if (settings.isEmpty()) {
            invocation.problem(Problem.of(
                    Code.NO_ENTRIES,
                    Severity.ERROR,
                    null,
                    "there is no Windows Explorer here whose menus could have entries",
                    "On Windows, with native calls, there is; elsewhere a file manager may run"
                            + " 'aka shell remember FILE' and its kin by its own settings."));
        }
        return settings.map(ExplorerEntries::new);
    }

    /** Returns the program that entries lead to. A percent sign in its path would be taken for a place of the file's name. */
    private static Optional<String> program(Invocation invocation) {
        return Program.found(invocation)
                .map(Path::toString)
                .filter(path -> path.indexOf('%') < 0 && path.indexOf('"') < 0);
    }

    // ---- What they run

    private static ExitCode remember(String typed, Invocation invocation) throws FileCallException {
        Path file = Invocation.path(typed).toAbsolutePath().normalize();
        invocation.start(List.of(file));
        FileFacts facts;
        try {
            facts = invocation.volumes().facts(file);
        } catch (FileCallException e) {
            invocation.unreadable(e);
            return ExitCode.NOT_ALL;
        }
        if (facts.kind() != Kind.FILE) {
            Trouble trouble = facts.kind() == Kind.FOLDER ? Trouble.IS_FOLDER : Trouble.NOT_REGULAR;
            invocation.problem(Problem.error(new FileCallException(
                    "remember " + file, file, null, trouble, "", 0, "it is no file", "Hard links are of files only.")));
            return ExitCode.NOT_ALL;
        }
        new RememberedFile(StateAccess.open(invocation).path()).set(file);
        invocation.print(new NameFound(file, facts.key()));
        invocation.note(
                "remembered: aka shell link-here FOLDER makes a name of it there, and so does the entry of folders");
        return ExitCode.DONE;
    }

    private static ExitCode linkHere(String folder, Invocation invocation) throws IOException {
        Path into = Invocation.path(folder).toAbsolutePath().normalize();
        Path newName = NewNames.inside(remembered(invocation), into);
        return as(CommandName.LINK, List.of(text(remembered(invocation)), text(newName)), invocation);
    }

    private static ExitCode same(String typed, Invocation invocation) throws IOException {
        List<String> both = List.of(text(remembered(invocation)), text(Invocation.path(typed)));
        ExitCode one = as(CommandName.SAME, both, invocation);
        return one == ExitCode.NO ? as(CommandName.CHECK, both, invocation) : one;
    }

    private static String text(Path path) {
        return RawText.of(RawPath.bytes(path));
    }

    private static Path remembered(Invocation invocation) throws FileCallException {
        return StateAccess.existing(invocation)
                .flatMap(state -> new RememberedFile(state.path()).get())
                .orElseThrow(() -> new WrongUsage(
                        "no file is remembered",
                        "Choose \"" + ExplorerEntry.REMEMBER.title() + "\" on a file first, or type"
                                + " aka shell remember FILE."));
    }

    /** Does what another command does with {@code operands}. */
    private static ExitCode as(CommandName name, List<String> operands, Invocation invocation) throws IOException {
        Command command = name.command();
        CommandLine parser = Specs.parser(name, command);
        List<String> typed = new ArrayList<>(List.of("--"));
        typed.addAll(operands);
        return command.run(new Given(parser.parseArgs(typed.toArray(new String[0]))), invocation);
    }
}
