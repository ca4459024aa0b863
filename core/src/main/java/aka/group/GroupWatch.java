package aka.group;

import aka.file.FileFacts;
import aka.group.FolderEvents.Heard;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.plan.IoFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches declared files, and hears of a split soon after it happened.
 *
 * <p>The folders of all paths are listened to, and those above them, since a folder may be moved away and another come in its place.
 * What is heard only says where to look: a file is looked at when nothing more is heard of it for a moment, so that a save has come
 * to its end. Now and then everything is looked at, heard of or not: systems drop events, tell none of what happens on other
 * machines, and none of what is done by names that nobody declared. A folder that cannot be listened to is looked into each second.
 */
public final class GroupWatch {

    /** How often folders that cannot be listened to are looked into. */
    private static final Duration UNHEARD = Duration.ofSeconds(1);

    /** How often it is looked at whether paths lead elsewhere. Rarely, and at many: to wake up takes more than a few looks do. */
    private static final Duration TURN = Duration.ofSeconds(5);

    /** What reading all groups again may take of the time at most: one part of so many. */
    private static final int PAUSES = 10;

    private final FileCalls calls;
    private final Source source;
    private final Hearer hearer;
    private final Timing timing;
    private final CancelToken cancel;
    private final Map<Path, List<WatchedFile>> byFolder = new HashMap<>();
    private final Map<Path, List<WatchedFile>> byPath = new HashMap<>();
    private final RecentEntries recent = new RecentEntries();
    private final Set<String> troubles = new HashSet<>();
    private List<Group> groups = List.of();
    private Map<Path, Optional<FileFacts>> declaring = Map.of();
    private List<WatchedFile> files = List.of();
    /** Those that are to be looked at: of thousands hardly ever more than a few. */
    private final Set<WatchedFile> due = new LinkedHashSet<>();

    private boolean expands;
    private int changesTold;
    private Duration readingTook = Duration.ZERO;
    private List<Integer> told = List.of();
    private long everythingDue;
    private long unheardDue;
    private long turnDue;
    private long readDue = WatchedFile.NEVER;
    private long expandDue = WatchedFile.NEVER;

    /** Where groups come from. */
    public interface Source {
        /** Returns the groups that are to be watched, as they are declared now. What cannot be used of them is told elsewhere. */
        List<Group> groups();

        /** Returns the files that declare them, whether they are there or not: when one of these changes, all is read again. */
        List<Path> files();
    }

    /** Hears what is seen. Called by the thread that watches. */
    public interface Hearer {
        /**
         * What is watched: told in the beginning, and whenever groups were read again.
         *
         * @param folders how many folders are listened to
         * @param unheard how many cannot be
         */
        void watching(int groups, int files, int folders, int unheard);

        /** A file is not as it was when it was told last, or it is not joined when it is first looked at. */
        void seen(Health health);

        /** A path was saved. */
        void saved(Health health, Save save);

        /**
         * Heals a file. Called only for groups that say so.
         *
         * @param kept the body that is kept where bytes differ; empty where they do not
         */
        Outcome heal(Health health, Optional<DeclaredBody> kept);

        /** Another program splits it each time right after it was healed: it is not healed any more. */
        void fought(Health health);

        /** Something could not be looked at or listened to. */
        void trouble(FileCallException why);
    }

    /** What became of healing. */
    public enum Outcome {
        HEALED,
        /** Somebody is at work with it: that passes. */
        BUSY,
        /** It cannot be done as things are. */
        REFUSED
    }

    /**
     * How long to wait.
     *
     * @param quiet how long nothing is heard of a file before it is looked at
     * @param longest how long it is waited for that at most
     * @param everything how often everything is looked at
     * @param quick how soon after it was healed a split is no accident
     * @param fights after how many such splits healing is given up
     * @param patience how long a name must be missing, and a file be empty, before it is healed
     */
    public record Timing(
            Duration quiet, Duration longest, Duration everything, Duration quick, int fights, Duration patience) {

        /** Returns what is right for people. */
        public static Timing standard() {
            return new Timing(
                    Duration.ofMillis(300),
                    Duration.ofMillis(1200),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(2),
                    5,
                    Duration.ofSeconds(3));
        }
    }

    public GroupWatch(FileCalls calls, Source source, Hearer hearer, Timing timing, CancelToken cancel) {
        this.calls = calls;
        this.source = source;
        this.hearer = hearer;
        this.timing = timing;
        this.cancel = cancel;
    }

    /**
     * Watches until a stop is asked for.
     *
     * @throws FileCallException if the system does not let anything be listened to
     */
    public void run() throws FileCallException {
        try (WatchedFolders folders = new WatchedFolders(calls, hearer::trouble, cancel)) {
            unheardDue = System.nanoTime() + UNHEARD.toNanos();
            turnDue = System.nanoTime() + TURN.toNanos();
            everythingDue = System.nanoTime() + timing.everything().toNanos();
            read();
            expand(folders);
            lookAtDue(System.nanoTime());
            tellWatching(folders);
            while (!cancel.isCancelled()) {
                List<Heard> heard = folders.await(Duration.ofNanos(Math.max(0, nextDue(folders) - System.nanoTime())));
                long now = System.nanoTime();
                heard.forEach(each -> hear(folders, each, now));
                if (isDue(readDue, now)) {
                    read();
                    expand(folders);
                } else if (isDue(expandDue, now)) {
                    expand(folders);
                }
                lookIntoUnheard(folders, now);
                lookAtSome(folders, now);
                lookAtEverything(folders, now);
                lookAtDue(now);
                tellWatching(folders);
            }
        } catch (IOException failed) {
            throw IoFailure.of("watch folders", Path.of(""), failed);
        }
    }

    /** Times are those of {@link System#nanoTime}; what is never due is {@link WatchedFile#NEVER}. */
    private static boolean isDue(long due, long now) {
        return due != WatchedFile.NEVER && due - now <= 0;
    }

    private long nextDue(WatchedFolders folders) {
        long next = Math.min(Math.min(turnDue, everythingDue), Math.min(readDue, expandDue));
        if (!folders.unheard().isEmpty()) {
            next = Math.min(next, unheardDue);
        }
        for (WatchedFile file : due) {
            next = Math.min(next, file.due());
        }
        return next;
    }

    // ---- what is watched

    /** Reads what is declared. What cannot be used of it is told once for each time that it was changed. */
    private void read() {
        readDue = WatchedFile.NEVER;
        troubles.clear();
        declaring = declaring();
        groups = source.groups();
    }

    private Map<Path, Optional<FileFacts>> declaring() {
        Map<Path, Optional<FileFacts>> all = new HashMap<>();
        for (Path file : source.files()) {
            all.put(file, seen(file));
        }
        return all;
    }

    /** What cannot be seen is read again as soon as it can be: why it cannot is told by who reads it. */
    private Optional<FileFacts> seen(Path file) {
        try {
            return new Sight(calls, Optional.empty()).find(file);
        } catch (FileCallException unseen) {
            return Optional.empty();
        }
    }

    private boolean isDeclaredOtherwise() {
        Map<Path, Optional<FileFacts>> now = declaring();
        return !now.keySet().equals(declaring.keySet())
                || now.entrySet().stream()
                        .anyMatch(each -> !WatchedFile.isSame(
                                each.getValue(), declaring.getOrDefault(each.getKey(), Optional.empty())));
    }

    /** Finds out which files are declared now, and looks at what is new of them. What was learned of the others stays. */
    private void expand(WatchedFolders folders) {
        expandDue = WatchedFile.NEVER;
        long begin = System.nanoTime();
        Map<Named, WatchedFile> before = new HashMap<>();
        files.forEach(file -> before.put(Named.of(file.declared()), file));
        List<WatchedFile> now = new ArrayList<>();
        expands = false;
        for (Group group : groups) {
            expands |= group.members().stream().anyMatch(member -> !(member instanceof Member.Single));
            for (Declared declared : Declared.of(calls, group, this::tellOnce, cancel)) {
                WatchedFile known = before.get(Named.of(declared));
                now.add(known == null ? new WatchedFile(declared, timing) : known.declaredAs(declared));
            }
        }
        files = List.copyOf(now);
        due.retainAll(new HashSet<>(files));
        folders.set(foldersOfAll(), projects());
        recent.retain(byFolder);
        long at = System.nanoTime();
        readingTook = Duration.ofNanos(at - begin);
        for (WatchedFile file : files) {
            if (file.last().isEmpty()) {
                lookAt(file, at);
            } else if (file.isChanged(sight(file))) {
                hint(file, at);
            }
        }
    }

    private void tellOnce(FileCallException why) {
        if (troubles.add(String.valueOf(why.getMessage()))) {
            hearer.trouble(why);
        }
    }

    /** What is the same file of a group, though more was declared of it, or elsewhere in the text. */
    private record Named(String group, Optional<Path> project, Path below, List<Path> paths) {
        static Named of(Declared declared) {
            return new Named(declared.group().name(), declared.group().project(), declared.below(), declared.paths());
        }
    }

    private void tellWatching(WatchedFolders watched) {
        if (changesTold == watched.changes()) {
            return;
        }
        changesTold = watched.changes();
        int deaf = 0;
        int folders = 0;
        for (Map.Entry<Path, List<WatchedFile>> each : byFolder.entrySet()) {
            folders += each.getValue().isEmpty() ? 0 : 1;
            deaf += !each.getValue().isEmpty() && !watched.isHeard(each.getKey()) ? 1 : 0;
        }
        List<Integer> figures = List.of(groups.size(), files.size(), folders - deaf, deaf);
        if (!figures.equals(told)) {
            told = figures;
            hearer.watching(figures.get(0), figures.get(1), figures.get(2), figures.get(3));
        }
    }

    /** Finds the files by their folders and paths, and returns all folders in which something may come that concerns them. */
    private Set<Path> foldersOfAll() {
        byFolder.clear();
        byPath.clear();
        for (WatchedFile file : files) {
            for (Path path : file.declared().watchedPaths()) {
                byPath.computeIfAbsent(path, none -> new ArrayList<>()).add(file);
                byFolder.computeIfAbsent(Sight.parent(path), none -> new ArrayList<>())
                        .add(file);
            }
        }
        Set<Path> others = new HashSet<>();
        groups.forEach(group -> group.members().forEach(member -> others.addAll(tops(member))));
        declaring.keySet().forEach(file -> others.add(Sight.parent(file)));
        others.forEach(folder -> byFolder.computeIfAbsent(folder, none -> new ArrayList<>()));
        return byFolder.keySet();
    }

    private static List<Path> tops(Member member) {
        return switch (member) {
            case Member.Single single -> List.of();
            case Member.Matching matching -> List.of(matching.top());
            case Member.Trees trees -> trees.tops();
        };
    }

    private Set<Path> projects() {
        return groups.stream().map(Group::project).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    // ---- what is heard

    private void hear(WatchedFolders folders, Heard heard, long now) {
        folders.after(heard).forEach(folder -> hintAll(folder, now));
        heard.entry().ifPresent(entry -> hear(heard.folder(), entry, now));
    }

    private void hear(Path folder, Path entry, long now) {
        Path path = folder.resolve(entry);
        if (declaring.containsKey(path)) {
            readDue = now + timing.quiet().toNanos();
        }
        List<WatchedFile> known = byPath.getOrDefault(path, List.of());
        known.forEach(file -> hint(file, now));
        if (byFolder.containsKey(folder)) {
            recent.add(folder, entry, now);
            if (expands && known.isEmpty()) {
                expandSoon(now);
            }
        }
    }

    /** A pattern may take in what has come, or a tree. Where it takes long to find that out it is done less often. */
    private void expandSoon(long now) {
        Duration pause = readingTook.multipliedBy(PAUSES);
        long soon = now + (pause.compareTo(timing.quiet()) < 0 ? timing.quiet() : pause).toNanos();
        expandDue = Math.min(expandDue, soon);
    }

    private void hint(WatchedFile file, long now) {
        file.hint(now, timing.quiet(), timing.longest());
        due.add(file);
    }

    private void lookAt(WatchedFile file, long when) {
        file.lookAt(when);
        due.add(file);
    }

    private void hintAll(Path folder, long now) {
        byFolder.getOrDefault(folder, List.of()).forEach(file -> hint(file, now));
        if (declaring.keySet().stream().anyMatch(file -> Sight.parent(file).equals(folder))) {
            readDue = now + timing.quiet().toNanos();
        }
        if (expands) {
            expandSoon(now);
        }
    }

    // ---- looking

    private void lookIntoUnheard(WatchedFolders folders, long now) {
        if (!isDue(unheardDue, now)) {
            return;
        }
        unheardDue = now + UNHEARD.toNanos();
        folders.tryUnheard().forEach(folder -> hintAll(folder, now));
        folders.unheard().forEach(folder -> hintChanged(byFolder.getOrDefault(folder, List.of()), now));
    }

    private void lookAtSome(WatchedFolders folders, long now) {
        if (isDue(turnDue, now)) {
            turnDue = now + TURN.toNanos();
            folders.lookAtSome().forEach(folder -> hintAll(folder, now));
        }
    }

    private void lookAtEverything(WatchedFolders folders, long now) {
        if (!isDue(everythingDue, now)) {
            return;
        }
        everythingDue = now + timing.everything().toNanos();
        if (isDeclaredOtherwise()) {
            read();
            expand(folders);
            return;
        }
        if (expands) {
            expand(folders);
            return;
        }
        hintChanged(files, now);
    }

    private void hintChanged(List<WatchedFile> some, long now) {
        for (WatchedFile file : some) {
            if (file.isChanged(sight(file))) {
                hint(file, now);
            }
        }
    }

    private Sight sight(WatchedFile file) {
        return new Sight(calls, file.declared().group().project());
    }

    private void lookAtDue(long now) {
        for (WatchedFile file : List.copyOf(due)) {
            if (cancel.isCancelled()) {
                return;
            }
            if (isDue(file.due(), now)) {
                file.looked();
                due.remove(file);
                look(file);
            }
        }
    }

    private void look(WatchedFile file) {
        boolean first = file.last().isEmpty();
        long now = System.nanoTime();
        Health health = Health.of(calls, file.declared(), cancel);
        for (Save save : file.saves(health, path -> recent.program(path, now))) {
            hearer.saved(health, save);
        }
        boolean news = file.note(health);
        if (news && !(first && health.verdict() == Verdict.JOINED)) {
            hearer.seen(health);
        }
        switch (file.healing().decide(health, now)) {
            case NOTHING -> {}
            case LATER -> lookAt(file, file.healing().next(health, now));
            case GIVE_UP -> hearer.fought(health);
            case HEAL -> heal(file, health);
        }
    }

    private void heal(WatchedFile file, Health health) {
        Optional<DeclaredBody> kept = health.hasOneContent() ? Optional.empty() : health.newest();
        Outcome outcome = hearer.heal(health, kept);
        long now = System.nanoTime();
        Health after = Health.of(calls, file.declared(), cancel);
        switch (outcome) {
            case HEALED -> {
                file.healing().healed(now);
                if (file.note(after)) {
                    hearer.seen(after);
                }
                // Somebody may have saved while it was healed.
                lookAt(file, now + timing.quiet().toNanos());
            }
            case BUSY -> lookAt(file, file.healing().busy(now));
            case REFUSED -> file.healing().refused(after);
        }
    }
}
