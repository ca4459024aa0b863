package aka.cli;

import aka.group.CopySeen;
import aka.group.Declared;
import aka.group.Group;
import aka.group.Health;
import aka.group.Place;
import aka.group.Verdict;
import aka.os.FileCalls;
import aka.report.HealthSeen;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code aka group status}: what became of the files that groups declare. */
final class GroupStatus {

    /** What cmd and PowerShell do not leave alone in double quotes. */
    private static final String SHELL_WORDS = "%$`&|^!";

    private final Invocation invocation;
    private final List<Group> groups;
    private final Map<Path, Group> seen = new HashMap<>();
    private long joined;
    private long others;
    private boolean unknown;

    GroupStatus(Invocation invocation, List<Group> groups) {
        this.invocation = invocation;
        this.groups = groups;
    }

    ExitCode run() {
        tell();
        invocation.count("joined", joined);
        invocation.count("notJoined", others);
        return unknown ? ExitCode.NOT_ALL : others > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    /** Prints the health of each. */
    void tell() {
        for (Group group : groups) {
            for (Health health : healths(group)) {
                tellOverlap(health);
                tell(health);
            }
        }
    }

    /** Looks at all files that a group declares, and tells what of its patterns and trees cannot be looked into. */
    List<Health> healths(Group group) {
        List<Health> healths = new ArrayList<>();
        FileCalls calls = invocation.volumes().calls();
        for (Declared declared : Declared.of(calls, group, invocation::unreadable, invocation.cancel())) {
            healths.add(Health.of(calls, declared, invocation.cancel()));
        }
        return healths;
    }

    private void tell(Health health) {
        if (health.verdict() == Verdict.JOINED) {
            joined++;
        } else {
            others++;
        }
        unknown |= health.verdict() == Verdict.UNKNOWN;
        print(invocation, health);
        health.reason().ifPresent(invocation::unreadable);
    }

    /** Prints what was seen, with the command to type next. */
    static void print(Invocation invocation, Health health) {
        invocation.print(new HealthSeen(health, next(health)));
    }

    private void tellOverlap(Health health) {
        Group group = health.declared().group();
        for (Path path : health.declared().paths()) {
            Group before = seen.putIfAbsent(path, group);
            if (before != null && !before.equals(group)) {
                invocation.problem(
                        Problem.of(
                                Code.OVERLAP,
                                Severity.WARNING,
                                path,
                                path + " is in two groups, " + before.name() + " and " + group.name(),
                                "Whatever is one with it in one of them is to be one with all of the other: make them one group."));
            }
        }
    }

    /** Returns what to type next; nothing where a shell of Windows would take part of a name for a command. */
    private static String next(Health health) {
        String command = command(health);
        if (!Terminals.isWindows()) {
            return command;
        }
        boolean safe = command.chars().noneMatch(c -> SHELL_WORDS.indexOf(c) >= 0);
        return safe ? command : "";
    }

    private static String command(Health health) {
        return switch (health.verdict()) {
            case JOINED -> "";
            case COPY_DIFFERS -> copy(health);
            case SPLIT_SAME -> heal(health);
            case MISSING ->
                health.bodies().isEmpty() ? "aka group edit" : health.hasOneContent() ? heal(health) : ask(health);
            case SPLIT_DIFFERING -> ask(health);
            case WRONG_PARTNER, EXTRA_NAMES -> "aka names " + CommandText.word(partnered(health));
            case REPLACED -> "aka info " + CommandText.word(first(health, Place::isReplaced));
            case UNKNOWN -> "aka info " + CommandText.word(first(health, place -> !place.isFile()));
        };
    }

    private static String ask(Health health) {
        return heal(health, "--keep", "ask");
    }

    private static String heal(Health health, String... options) {
        String name = health.declared().group().name();
        List<String> words = new ArrayList<>(List.of("group", "heal"));
        words.addAll(List.of(options));
        if (name.startsWith("-")) {
            // A stranger's group may be called --yes.
            words.add("--");
        }
        words.add(name);
        return CommandText.of(words);
    }

    private static String copy(Health health) {
        CopySeen wrong = health.copies().stream()
                .filter(copy -> !copy.isRight())
                .findFirst()
                .orElseThrow();
        if (wrong.joined()) {
            return "aka split " + CommandText.word(wrong.path());
        }
        return (Terminals.isWindows() ? "copy " : "cp -p ")
                + CommandText.word(health.bodies().getFirst().names().getFirst()) + " "
                + CommandText.word(wrong.path());
    }

    private static Path partnered(Health health) {
        return health.bodies().stream()
                .filter(body -> body.otherNames().orElse(0) > 0)
                .findFirst()
                .orElseThrow()
                .names()
                .getFirst();
    }

    private static Path first(Health health, Predicate<Place> which) {
        return health.places().stream()
                .filter(which)
                .findFirst()
                .orElse(health.places().getFirst())
                .path();
    }
}
