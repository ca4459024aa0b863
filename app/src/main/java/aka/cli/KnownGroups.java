package aka.cli;

import aka.group.Group;
import aka.group.GroupsFile;
import aka.group.GroupsText;
import aka.group.MemberPlaces;
import aka.group.ProjectGroups;
import aka.group.TrustedProjects;
import aka.os.FileCallException;
import aka.plan.IoFailure;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The groups that a command may look at: a person's own, and those of the project around the current folder, if trusted. */
final class KnownGroups {

    private final Invocation invocation;
    private final GroupsFile own;

    private KnownGroups(Invocation invocation, GroupsFile own) {
        this.invocation = invocation;
        this.own = own;
    }

    /** A group, and the file that declares it. */
    record Known(Group group, Path file) {}

    /** @throws FileCallException if the environment does not say where they are */
    static KnownGroups of(Invocation invocation) throws FileCallException {
        StateHome home = StateHome.of(invocation.around().environment());
        return new KnownGroups(
                invocation, new GroupsFile(invocation.volumes().calls(), home.groups(), MemberPlaces.of(home.user())));
    }

    /** Returns the person's own file. */
    GroupsFile own() {
        return own;
    }

    /** Returns which projects this person trusts. */
    TrustedProjects trusted() throws FileCallException {
        return new TrustedProjects(StateAccess.home(invocation));
    }

    /**
     * Returns the groups of these names, or all, and tells what in the files cannot be used, and which are not there.
     *
     * @throws FileCallException if a file cannot be read
     */
    List<Known> chosen(List<String> names) throws FileCallException {
        List<Known> all = new ArrayList<>(used(own.read(), own.path()));
        all.addAll(ofProject());
        return chosen(names, all);
    }

    /**
     * The same of the project in {@code folder} alone.
     *
     * @throws FileCallException if it has no groups, or they cannot be read
     */
    List<Known> chosenIn(Path folder, List<String> names) throws FileCallException {
        return chosen(names, ofProject(ProjectGroups.in(invocation.volumes().calls(), real(folder))));
    }

    /**
     * Returns the files that say which groups there are and which are trusted, whether they are there or not: where one is a link,
     * that and what it leads to.
     *
     * @param folder of the project whose groups alone are wanted
     */
    List<Path> files(Optional<Path> folder) throws FileCallException {
        List<Path> files = new ArrayList<>(List.of(own.path(), trusted().file()));
        if (folder.isPresent()) {
            files.add(real(folder.get()).resolve(ProjectGroups.LEAF));
        } else {
            ProjectGroups.above(invocation.volumes().calls(), real(Invocation.here()))
                    .ifPresent(project -> files.add(project.file()));
        }
        for (Path file : List.copyOf(files)) {
            try {
                files.add(file.toRealPath());
            } catch (IOException notThere) {
                // Then it leads to nothing.
            }
        }
        return files.stream().distinct().toList();
    }

    private List<Known> chosen(List<String> names, List<Known> all) {
        if (names.isEmpty()) {
            if (all.isEmpty()) {
                invocation.note("no groups are declared; aka group add declares one in " + own.path());
            }
            return all;
        }
        List<Known> chosen = new ArrayList<>();
        for (String name : names) {
            List<Known> found = all.stream()
                    .filter(known -> known.group().name().equals(name))
                    .toList();
            chosen.addAll(found);
            if (found.isEmpty()) {
                tellMissing(name, all);
            }
        }
        return chosen;
    }

    /** A file above the current folder that cannot be read is no reason to leave a person's own groups alone. */
    private List<Known> ofProject() throws FileCallException {
        Optional<ProjectGroups> project;
        try {
            project = ProjectGroups.above(invocation.volumes().calls(), real(Invocation.here()));
        } catch (FileCallException unreadable) {
            invocation.problem(Problem.of(unreadable, Severity.WARNING));
            return List.of();
        }
        return project.isPresent() ? ofProject(project.get()) : List.of();
    }

    private List<Known> ofProject(ProjectGroups project) throws FileCallException {
        if (trusted().contains(project)) {
            return used(project.text(), project.file());
        }
        invocation.problem(Problem.of(
                Code.NOT_TRUSTED,
                Severity.WARNING,
                project.file(),
                project.file() + " is not trusted, or was changed since: nothing that it names is looked at",
                "Read it. If it is as you want it: aka group trust " + CommandText.word(project.folder())));
        return List.of();
    }

    /** Returns the groups of a file, and tells its flaws. */
    List<Known> used(GroupsText text, Path file) {
        for (GroupsText.Flaw flaw : text.flaws()) {
            invocation.problem(Problem.of(
                    Code.BAD_LINE,
                    Severity.ERROR,
                    file,
                    file + ":" + flaw.line() + ":" + flaw.column() + ": " + flaw.message(),
                    "All other lines are used."));
        }
        return text.groups().stream().map(group -> new Known(group, file)).toList();
    }

    /** What a project's file names is looked at without following links: so its folder must not be reached by one. */
    static Path real(Path folder) throws FileCallException {
        try {
            return folder.toRealPath();
        } catch (IOException failed) {
            throw IoFailure.of("look for groups in " + folder, folder, failed);
        }
    }

    private void tellMissing(String name, List<Known> all) {
        List<String> names = all.stream().map(known -> known.group().name()).toList();
        invocation.problem(Problem.of(
                Code.NO_GROUP,
                Severity.ERROR,
                own.path(),
                "there is no group '" + name + "'",
                Specs.wayOut(Suggestions.of(name, names).stream().limit(3).toList(), "aka group list")));
    }
}
