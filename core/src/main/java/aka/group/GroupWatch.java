package aka.group;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.group.FolderEvents.Heard;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
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

    /** How long a stop that is asked for may go unheard. */
    private static final Duration STEP = Duration.ofSeconds(1);

    /** Of how many folders it is looked each second whether their paths lead to others by now. */
    private static final int FOLDERS_A_STEP = 5;

    /** What reading all groups again may take of the time at most: one part of so many. */
    private static final int PAUSES = 10;

    private final FileCalls calls;
    private final Source source;
    private final Hearer hearer;
    private final Timing timing;
    private final CancelToken cancel;
    private final Map<Path, List<WatchedFile>> byFolder = new HashMap<>();
    private final Map<Path, List<WatchedFile>> byPath = new HashMap<>();
    private final Map<Path, FileKey> identities = new HashMap<>();
    private final Map<Path, Set<Path>> above = new HashMap<>();
    private final RecentEntries recent = new RecentEntries();
    private final Set<String> troubles = new HashSet<>();
    private final Set<Path> unheard = new LinkedHashSet<>();
    private List<Group> groups = List.of();
    private Set<Path> projects = Set.of();
    private Map<Path, Optional<FileFacts>> declaring = Map.of();
    private List<WatchedFile> files = List.of();
    private List<Path> turn = List.of();
    /** Those that are to be looked at: of thousands hardly ever more than a few. */
    private final Set<WatchedFile> due = new LinkedHashSet<>();

    private boolean expands;
    private boolean limitTold;
    private boolean listensOtherwise;
    private Duration readingTook = Duration.ZERO;
    private List<Integer> told = List.of();
    private long everythingDue;
    private long stepDue;
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
        try (FolderEvents events = new FolderEvents()) {
            stepDue = System.nanoTime() + STEP.toNanos();
            everythingDue = System.nanoTime() + timing.everything().toNanos();
            read();
            expand(events);
            lookAtDue(System.nanoTime());
            tellWatching();
            while (!cancel.isCancelled()) {
                List<Heard> heard = events.await(Duration.ofNanos(Math.max(0, nextDue() - System.nanoTime())));
                long now = System.nanoTime();
                heard.forEach(each -> hear(events, each, now));
                if (readDue != WatchedFile.NEVER && readDue - now <= 0) {
                    read();
                    expand(events);
                } else if (expandDue != WatchedFile.NEVER && expandDue - now <= 0) {
                    expand(events);
                }
                lookAtUnheard(events, now);
                lookAtEverything(events, now);
                lookAtDue(now);
                tellWatching();
            }
        } catch (IOException failed) {
            throw IoFailure.of("watch folders", Path.of(""), failed);
        }
    }

    private long nextDue() {
        long now = System.nanoTime();
        long next = now + STEP.toNanos();
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
        projects =
                groups.stream().map(Group::project).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    private Map<Path, Optional<FileFacts>> declaring() {
        Map<Path, Optional<FileFacts>> all = new HashMap<>();
        for (Path file : source.files()) {
            all.put(file, WatchedFile.now(new Sight(calls, Optional.empty()), file));
        }
        return all;
    }

    private boolean isDeclaredOtherwise() {
        Map<Path, Optional<FileFacts>> now = declaring();
        return !now.keySet().equals(declaring.keySet())
                || now.entrySet().stream()
                        .anyMatch(each -> !WatchedFile.isSame(
                                each.getValue(), declaring.getOrDefault(each.getKey(), Optional.empty())));
    }

    /** Finds out which files are declared now, and looks at what is new of them. What was learned of the others stays. */
    private void expand(FolderEvents events) {
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
        listen(events);
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

    private void tellWatching() {
        if (!listensOtherwise) {
            return;
        }
        listensOtherwise = false;
        int deaf = 0;
        int folders = 0;
        for (Map.Entry<Path, List<WatchedFile>> each : byFolder.entrySet()) {
            folders += each.getValue().isEmpty() ? 0 : 1;
            deaf += !each.getValue().isEmpty() && unheard.contains(each.getKey()) ? 1 : 0;
        }
        List<Integer> figures = List.of(groups.size(), files.size(), folders - deaf, deaf);
        if (!figures.equals(told)) {
            told = figures;
            hearer.watching(figures.get(0), figures.get(1), figures.get(2), figures.get(3));
        }
    }

    private void listen(FolderEvents events) {
        byFolder.clear();
        byPath.clear();
        above.clear();
        unheard.clear();
        for (WatchedFile file : files) {
            for (Path path : file.declared().watchedPaths()) {
                byPath.computeIfAbsent(path, none -> new ArrayList<>()).add(file);
                byFolder.computeIfAbsent(Sight.parent(path), none -> new ArrayList<>())
                        .add(file);
            }
        }
        for (Group group : groups) {
            for (Member member : group.members()) {
                if (member instanceof Member.Trees trees) {
                    trees.tops().forEach(top -> byFolder.computeIfAbsent(top, none -> new ArrayList<>()));
                } else if (member instanceof Member.Matching matching) {
                    byFolder.computeIfAbsent(matching.top(), none -> new ArrayList<>());
                }
            }
        }
        for (Path file : source.files()) {
            byFolder.computeIfAbsent(Sight.parent(file), none -> new ArrayList<>());
        }
        Set<Path> kept = new HashSet<>(byFolder.keySet());
        for (Path folder : List.copyOf(byFolder.keySet())) {
            Path over = folder.getParent();
            if (over != null) {
                above.computeIfAbsent(over, none -> new HashSet<>()).add(folder);
                kept.add(over);
            }
        }
        for (Path old : List.copyOf(identities.keySet())) {
            if (!kept.contains(old)) {
                events.forget(old);
                identities.remove(old);
            }
        }
        byFolder.keySet().forEach(folder -> listen(events, folder, true));
        above.keySet().forEach(folder -> listen(events, folder, false));
        listensOtherwise = true;
        recent.retain(byFolder);
        turn = List.copyOf(byFolder.keySet());
    }

    /** Listens to the folder that a path leads to now. Returns whether that is another one than before. */
    private boolean listen(FolderEvents events, Path folder, boolean needed) {
        Optional<FileKey> key = identity(folder);
        if (key.isPresent() && key.get().equals(identities.get(folder)) && events.listensTo(folder)) {
            unheard.remove(folder);
            return false;
        }
        boolean heardBefore = identities.remove(folder) != null;
        events.forget(folder);
        if (key.isPresent()) {
            try {
                events.listen(folder);
                identities.put(folder, key.get());
                unheard.remove(folder);
                return true;
            } catch (IOException refused) {
                tellLimit(folder, refused);
            }
        }
        if (needed) {
            unheard.add(folder);
        }
        return heardBefore;
    }

    private void tellLimit(Path folder, IOException refused) {
        if (!limitTold && identity(folder).isPresent()) {
            limitTold = true;
            hearer.trouble(
                    new FileCallException(
                            "listen to " + folder,
                            folder,
                            null,
                            Trouble.UNSUPPORTED,
                            "",
                            0,
                            String.valueOf(refused.getMessage()),
                            "It is looked into each second instead. On Linux, fs.inotify.max_user_watches says how many may be."));
        }
    }

    /** Returns which folder a path leads to; a link that leads out of a project is not followed. */
    private Optional<FileKey> identity(Path folder) {
        Optional<Path> project = projects.stream().filter(folder::startsWith).findFirst();
        try (Folder open = new Sight(calls, project).folder(folder)) {
            return open.facts().key();
        } catch (FileCallException absent) {
            return Optional.empty();
        }
    }

    // ---- what is heard

    private void hear(FolderEvents events, Heard heard, long now) {
        Path folder = heard.folder();
        Optional<Path> entry = heard.entry();
        for (Path below : above.getOrDefault(folder, Set.of())) {
            if (entry.isEmpty() || entry.get().equals(below.getFileName())) {
                listenAnew(events, below, now);
            }
        }
        if (entry.isEmpty()) {
            // Something was dropped, or the folder itself is gone.
            listen(events, folder, byFolder.containsKey(folder));
            hintAll(folder, now);
        } else {
            hear(folder, entry.get(), now);
        }
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

    /** Where a path may have come to lead to another folder. */
    private void listenAnew(FolderEvents events, Path folder, long now) {
        if (listen(events, folder, true)) {
            listensOtherwise = true;
            hintAll(folder, now);
        }
    }

    /** A pattern may take in what has come, or a tree. Where it takes long to find that out it is done less often. */
    private void expandSoon(long now) {
        Duration pause = readingTook.multipliedBy(PAUSES);
        long soon = now + (pause.compareTo(timing.quiet()) < 0 ? timing.quiet() : pause).toNanos();
        expandDue = expandDue == WatchedFile.NEVER ? soon : Math.min(expandDue, soon);
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

    private void lookAtUnheard(FolderEvents events, long now) {
        if (stepDue - now > 0) {
            return;
        }
        stepDue = now + STEP.toNanos();
        for (Path folder : List.copyOf(unheard)) {
            listenAnew(events, folder, now);
            for (WatchedFile file : byFolder.getOrDefault(folder, List.of())) {
                if (file.isChanged(sight(file))) {
                    hint(file, now);
                }
            }
        }
        // What is moved or linked elsewhere further above is told by nobody. Each has its turn.
        List<Path> some = turn.subList(0, Math.min(FOLDERS_A_STEP, turn.size()));
        some.forEach(folder -> listenAnew(events, folder, now));
        List<Path> next = new ArrayList<>(turn.subList(some.size(), turn.size()));
        next.addAll(some);
        turn = next;
    }

    private void lookAtEverything(FolderEvents events, long now) {
        if (everythingDue - now > 0) {
            return;
        }
        everythingDue = now + timing.everything().toNanos();
        if (isDeclaredOtherwise()) {
            read();
            expand(events);
            return;
        }
        if (expands) {
            expand(events);
            return;
        }
        for (WatchedFile file : files) {
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
            if (file.isDue(now)) {
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
