package aka.cli;

import aka.cli.GroupWatching.Chosen;
import aka.cli.KnownGroups.Known;
import aka.group.Group;
import aka.group.GroupsText;
import aka.group.ProjectGroups;
import aka.os.FileCallException;
import aka.report.Figures;
import aka.report.GroupSeen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka group}: paths that are declared to be one file. */
final class GroupCommand implements Command {

    private static final List<String> DEEDS =
            List.of("add", "status", "heal", "watch", "list", "edit", "forget", "trust");

    @Override
    public void describe(CommandSpec spec) {
        Options.words(spec, "DEED", "One of those below.", DEEDS);
        RunOptions.describeAsking(spec);
        DedupeOptionsText.describeIgnore(spec);
        Options.value(
                spec,
                "WHICH",
                "heal: where bytes differ, keep the newest, the file of a path, or ask; set the others aside.",
                "--keep");
        Options.values(spec, "PATH", "add: a file that is to stay a copy, and is compared from then on.", "--copy");
        Options.value(spec, "COMMAND", "watch: run this each time something was seen.", "--exec");
        Options.value(
                spec, "SECONDS", "watch: look at everything so often, heard of or not; 60 if not said.", "--every");
        Options.flag(spec, "watch: have the system start it whenever you log in.", "--install");
        Options.flag(spec, "watch: have it started no more.", "--remove");
        Options.flag(spec, "watch: whether it is installed and at work.", "--status");
        Options.value(
                spec, "DIR", "status, heal, watch, list: the groups in DIR/" + ProjectGroups.LEAF + " alone.", "--in");
        spec.usageMessage()
                .footer(
                        "add NAME PATH...  declares that these paths are one file; changes none of them",
                        "status [NAME...]  tells whether they are, of all groups or these; exits 0 if all are",
                        "heal [NAME...]    makes them one again, if their bytes are equal or --keep says which are kept; asks once",
                        "watch [NAME...]   tells of a split when it happens, and heals what its group says (heal = ...)",
                        "list              tells what is declared",
                        "edit              opens the file in which it is, in the editor that VISUAL or EDITOR names",
                        "forget NAME       declares it no longer; the files stay as they are",
                        "trust [DIR]       has the groups in DIR/" + ProjectGroups.LEAF
                                + " looked at, as they are now, when you are in there",
                        "",
                        "Editors that save under a new name, version control and backups that are restored split names",
                        "that were one file. A count of two names does not show it: it may be the wrong partner.",
                        "",
                        "Example:  aka group add 'app config' /opt/legacy/app.ini ~/.config/app.ini");
    }

    @Override
    public boolean acts() {
        return true;
    }

    @Override
    public ExitCode run(Given given, Invocation invocation) throws IOException {
        List<String> words = given.operands();
        String deed = Operands.deed("group", words, DEEDS);
        List<String> rest = words.subList(1, words.size());
        requireWords(deed, rest);
        requireOptions(deed, given);
        KnownGroups known = KnownGroups.of(invocation);
        if (!deed.equals("add")) {
            invocation.start(List.of());
        }
        return switch (deed) {
            case "add" -> add(known, rest, given, invocation);
            case "status" -> new GroupStatus(invocation, groups(known, rest, given)).run();
            case "heal" -> new GroupHeal(invocation, groups(known, rest, given), given).run();
            case "watch" -> watch(known, rest, given, invocation);
            case "list" -> list(chosen(known, rest, given), invocation);
            case "edit" -> new GroupEdit(invocation, known).run();
            case "forget" -> forget(known, rest.getFirst(), invocation);
            default -> trust(known, rest, invocation);
        };
    }

    private static void requireWords(String deed, List<String> rest) {
        String wrong = switch (deed) {
            case "add" -> rest.isEmpty() ? "takes a name and paths" : "";
            case "forget" -> rest.size() != 1 ? "takes one name" : "";
            case "trust" -> rest.size() > 1 ? "takes one folder" : "";
            case "list", "edit" -> rest.isEmpty() ? "" : "takes nothing more";
            default -> "";
        };
        if (!wrong.isEmpty()) {
            throw new WrongUsage("aka group " + deed + " " + wrong, "See aka group --help.");
        }
    }

    /** Which options go with which deeds; those of every command are not among them. */
    private static final Map<String, List<String>> OPTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("--dry-run", List.of("heal", "watch")),
            Map.entry("--yes", List.of("heal")),
            Map.entry("--wait", List.of("heal")),
            Map.entry("--ignore", List.of("heal")),
            Map.entry("--keep", List.of("heal")),
            Map.entry("--copy", List.of("add")),
            Map.entry("--exec", List.of("watch")),
            Map.entry("--every", List.of("watch")),
            Map.entry("--install", List.of("watch")),
            Map.entry("--remove", List.of("watch")),
            Map.entry("--status", List.of("watch")),
            Map.entry("--in", List.of("status", "heal", "watch", "list"))));

    private static void requireOptions(String deed, Given given) {
        for (Map.Entry<String, List<String>> each : OPTIONS.entrySet()) {
            String option = each.getKey();
            boolean typed = given.has(option);
            if (typed && !each.getValue().contains(deed)) {
                throw new WrongUsage(option + " goes with " + String.join(", ", each.getValue()) + " only", "");
            }
        }
    }

    private static List<Group> groups(KnownGroups known, List<String> names, Given given) throws FileCallException {
        return chosen(known, names, given).stream().map(Known::group).toList();
    }

    private static ExitCode watch(KnownGroups known, List<String> names, Given given, Invocation invocation)
            throws FileCallException {
        Optional<ExitCode> unit = unit(names, given, invocation);
        if (unit.isPresent()) {
            return unit.get();
        }
        if (!names.isEmpty() && chosen(known, names, given).isEmpty()) {
            // Told. Nothing would ever be seen.
            return ExitCode.NOT_ALL;
        }
        Chosen chosen = new Chosen() {
            @Override
            public List<Group> groups() throws FileCallException {
                return GroupCommand.groups(known, names, given);
            }

            @Override
            public List<Path> files() throws FileCallException {
                return known.files(given.text("--in").map(Invocation::path));
            }
        };
        // A folder that is not there is told now: once it is watched it may come and go.
        chosen.files();
        return new GroupWatching(invocation, chosen, given).run();
    }

    /** Does what is to be done to watching that begins when the user logs in; nothing if that was not asked for. */
    private static Optional<ExitCode> unit(List<String> names, Given given, Invocation invocation)
            throws FileCallException {
        List<String> asked = Stream.of("--install", "--remove", "--status")
                .filter(given::has)
                .toList();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        boolean other = given.has("--exec") || given.has("--every") || given.has("--in") || !names.isEmpty();
        if (asked.size() > 1 || other) {
            throw new WrongUsage(
                    asked.getFirst() + " stands alone",
                    "What is installed watches all groups of yours, as their file says.");
        }
        WatchInstall install = new WatchInstall(invocation, Program.path(invocation), given.has("--dry-run"));
        return Optional.of(
                switch (asked.getFirst()) {
                    case "--install" -> install.install();
                    case "--remove" -> install.remove();
                    default -> install.status();
                });
    }

    private static List<Known> chosen(KnownGroups known, List<String> names, Given given) throws FileCallException {
        Optional<String> in = given.text("--in");
        return in.isPresent() ? known.chosenIn(Invocation.path(in.get()), names) : known.chosen(names);
    }

    private static ExitCode add(KnownGroups known, List<String> words, Given given, Invocation invocation)
            throws IOException {
        String name = words.getFirst();
        if (!GroupsText.isName(name)) {
            throw new WrongUsage(
                    "'" + name + "' cannot be the name of a group",
                    "It has 1 to 100 characters, none of them ], and no blank at its ends.");
        }
        List<Path> paths = absolute(words.subList(1, words.size()));
        List<Path> copies = absolute(given.texts("--copy"));
        invocation.start(paths);
        int all = paths.size() + copies.size();
        if (known.own().read().group(name).isEmpty() && (all < 2 || paths.isEmpty())) {
            throw new WrongUsage("a new group takes two paths or more", "See aka group --help.");
        }
        known.own().add(name, paths, copies);
        invocation.count("added", all);
        invocation.note(Figures.count(all, "path") + " added to " + known.own().path());
        Optional<Group> added = known.own().read().group(name);
        new GroupStatus(invocation, added.stream().toList()).tell();
        return ExitCode.DONE;
    }

    private static List<Path> absolute(List<String> typed) {
        return typed.stream().map(Invocation::path).map(GroupCommand::absolute).toList();
    }

    /** Two dots stay where they are: what is before them may be a link, which leads elsewhere. */
    private static Path absolute(Path typed) {
        Path absolute = Invocation.here().resolve(typed);
        String leaf = String.valueOf(absolute.getFileName());
        if (absolute.getFileName() == null || leaf.equals("..") || leaf.equals(".")) {
            throw new WrongUsage("'" + typed + "' can be a folder only, which has one name", "Declare files.");
        }
        for (Path part : absolute) {
            if (part.toString().equals("..")) {
                return absolute;
            }
        }
        return absolute.normalize();
    }

    private static ExitCode list(List<Known> groups, Invocation invocation) {
        for (Known each : groups) {
            invocation.print(new GroupSeen(each.group(), each.file()));
        }
        return ExitCode.DONE;
    }

    private static ExitCode forget(KnownGroups known, String name, Invocation invocation) throws FileCallException {
        if (known.own().read().group(name).isEmpty()) {
            for (Known elsewhere : known.chosen(List.of(name))) {
                invocation.note(name + " is declared in " + elsewhere.file() + ", which is the project's: edit that");
            }
            return ExitCode.NOT_ALL;
        }
        known.own().forget(name);
        invocation.note("forgot " + name + "; its files stay as they are");
        return ExitCode.DONE;
    }

    private static ExitCode trust(KnownGroups known, List<String> rest, Invocation invocation) throws IOException {
        Path folder = rest.isEmpty() ? Invocation.here() : Invocation.path(rest.getFirst());
        ProjectGroups project = ProjectGroups.in(invocation.volumes().calls(), KnownGroups.real(folder));
        for (Known each : known.used(project.text(), project.file())) {
            invocation.print(new GroupSeen(each.group(), each.file()));
        }
        StateAccess.open(invocation);
        known.trusted().add(project);
        invocation.note("trusted " + project.file() + " as it is now");
        return ExitCode.DONE;
    }
}
