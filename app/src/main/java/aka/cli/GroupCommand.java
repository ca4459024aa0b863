package aka.cli;

import aka.cli.KnownGroups.Known;
import aka.group.Group;
import aka.group.GroupsText;
import aka.group.ProjectGroups;
import aka.os.FileCallException;
import aka.report.Figures;
import aka.report.GroupSeen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aka group}: paths that are declared to be one file. */
final class GroupCommand implements Command {

    private static final List<String> DEEDS = List.of("add", "status", "heal", "list", "edit", "forget", "trust");

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
        Options.value(spec, "DIR", "status, heal, list: the groups in DIR/" + ProjectGroups.LEAF + " alone.", "--in");
        spec.usageMessage()
                .footer(
                        "add NAME PATH...  declares that these paths are one file; changes none of them",
                        "status [NAME...]  tells whether they are, of all groups or these; exits 0 if all are",
                        "heal [NAME...]    makes them one again, if their bytes are equal or --keep says which are kept; asks once",
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
            case "add" -> add(known, rest, invocation);
            case "status" -> new GroupStatus(invocation, groups(known, rest, given)).run();
            case "heal" -> new GroupHeal(invocation, groups(known, rest, given), given).run();
            case "list" -> list(chosen(known, rest, given), invocation);
            case "edit" -> new GroupEdit(invocation, known).run();
            case "forget" -> forget(known, rest.getFirst(), invocation);
            default -> trust(known, rest, invocation);
        };
    }

    private static void requireWords(String deed, List<String> rest) {
        String wrong = switch (deed) {
            case "add" -> rest.size() < 2 ? "takes a name and paths" : "";
            case "forget" -> rest.size() != 1 ? "takes one name" : "";
            case "trust" -> rest.size() > 1 ? "takes one folder" : "";
            case "list", "edit" -> rest.isEmpty() ? "" : "takes nothing more";
            default -> "";
        };
        if (!wrong.isEmpty()) {
            throw new WrongUsage("aka group " + deed + " " + wrong, "See aka group --help.");
        }
    }

    private static void requireOptions(String deed, Given given) {
        for (String option : List.of("--dry-run", "--yes", "--wait", "--ignore", "--keep")) {
            if (!deed.equals("heal") && (given.has(option) || given.text(option).isPresent())) {
                throw new WrongUsage(option + " goes with heal only", "");
            }
        }
        if (given.text("--in").isPresent() && !List.of("status", "heal", "list").contains(deed)) {
            throw new WrongUsage("--in goes with status, heal and list only", "");
        }
    }

    private static List<Group> groups(KnownGroups known, List<String> names, Given given) throws FileCallException {
        return chosen(known, names, given).stream().map(Known::group).toList();
    }

    private static List<Known> chosen(KnownGroups known, List<String> names, Given given) throws FileCallException {
        Optional<String> in = given.text("--in");
        return in.isPresent() ? known.chosenIn(Invocation.path(in.get()), names) : known.chosen(names);
    }

    private static ExitCode add(KnownGroups known, List<String> words, Invocation invocation) throws IOException {
        String name = words.getFirst();
        if (!GroupsText.isName(name)) {
            throw new WrongUsage(
                    "'" + name + "' cannot be the name of a group",
                    "It has 1 to 100 characters, none of them ], and no blank at its ends.");
        }
        List<Path> paths = new ArrayList<>();
        for (String typed : words.subList(1, words.size())) {
            paths.add(absolute(Invocation.path(typed)));
        }
        invocation.start(paths);
        if (known.own().read().group(name).isEmpty() && paths.size() < 2) {
            throw new WrongUsage("a new group takes two paths or more", "See aka group --help.");
        }
        known.own().add(name, paths);
        invocation.count("added", paths.size());
        invocation.note(
                Figures.count(paths.size(), "path") + " added to " + known.own().path());
        Optional<Group> added = known.own().read().group(name);
        new GroupStatus(invocation, added.stream().toList()).tell();
        return ExitCode.DONE;
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
