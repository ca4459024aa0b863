package aka.group;

import aka.file.FileKey;
import aka.file.Leaf;
import aka.file.RawText;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** How soon what could not be healed for now is tried again. */
    private static final Duration AGAIN = Duration.ofMillis(500);

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
    private final Map<Path, List<Heard>> recent = new HashMap<>();
    private final Set<Path> unheard = new LinkedHashSet<>();
    private List<WatchedFile> files = List.of();
    /** Those that are to be looked at: of thousands hardly ever more than a few. */
    private final Set<WatchedFile> due = new LinkedHashSet<>();

    private boolean expands;
    private boolean limitTold;
    private Duration readingTook = Duration.ZERO;
    private List<Integer> told = List.of();
    private long everythingDue;
    private long unheardDue;
    private long reloadDue = WatchedFile.NEVER;

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
     */
    public record Timing(Duration quiet, Duration longest, Duration everything, Duration quick, int fights) {

        /** Returns what is right for people. */
        public static Timing standard() {
            return new Timing(
                    Duration.ofMillis(300), Duration.ofMillis(1200), Duration.ofSeconds(60), Duration.ofSeconds(3), 5);
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
            reload(events);
            while (!cancel.isCancelled()) {
                List<Heard> heard = events.await(Duration.ofNanos(Math.max(0, nextDue() - System.nanoTime())));
                long now = System.nanoTime();
                heard.forEach(each -> hear(events, each, now));
                forgetOldTraces(heard.isEmpty());
                if (reloadDue != WatchedFile.NEVER && reloadDue - now <= 0) {
                    reload(events);
                }
                lookAtUnheard(events, now);
                lookAtEverything(events, now);
                lookAtDue(now);
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

    /** Reads all groups again, and looks at what is new in them. What was learned of a file that is declared as before stays. */
    private void reload(FolderEvents events) {
        reloadDue = WatchedFile.NEVER;
        long begin = System.nanoTime();
        List<Group> groups = source.groups();
        Map<Named, WatchedFile> before = new HashMap<>();
        files.forEach(file -> before.put(Named.of(file.declared()), file));
        List<WatchedFile> now = new ArrayList<>();
        expands = false;
        for (Group group : groups) {
            expands |= group.members().stream().anyMatch(member -> !(member instanceof Member.Single));
            for (Declared declared : Declared.of(calls, group, hearer::trouble, cancel)) {
                WatchedFile known = before.get(Named.of(declared));
                now.add(known == null ? new WatchedFile(declared) : known.declaredAs(declared));
            }
        }
        files = List.copyOf(now);
        due.retainAll(new HashSet<>(files));
        listen(events, groups);
        tellWatching(groups.size());
        long at = System.nanoTime();
        readingTook = Duration.ofNanos(at - begin);
        everythingDue = at + timing.everything().toNanos();
        for (WatchedFile file : files) {
            if (file.last().isEmpty()) {
                lookAt(file, at);
            } else if (file.isChanged(sight(file))) {
                hint(file, at);
            }
        }
    }

    /** What is the same file of a group, though more was declared of it, or elsewhere in the text. */
    private record Named(String group, Path below, List<Path> paths) {
        static Named of(Declared declared) {
            return new Named(declared.group().name(), declared.below(), declared.paths());
        }
    }

    private void tellWatching(int groups) {
        int deaf = 0;
        int folders = 0;
        for (Map.Entry<Path, List<WatchedFile>> each : byFolder.entrySet()) {
            folders += each.getValue().isEmpty() ? 0 : 1;
            deaf += !each.getValue().isEmpty() && unheard.contains(each.getKey()) ? 1 : 0;
        }
        List<Integer> figures = List.of(groups, files.size(), folders - deaf, deaf);
        if (!figures.equals(told)) {
            told = figures;
            hearer.watching(figures.get(0), figures.get(1), figures.get(2), figures.get(3));
        }
    }

    private void listen(FolderEvents events, List<Group> groups) {
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
    }

    /** Listens to the folder that a path leads to now. */
    private void listen(FolderEvents events, Path folder, boolean needed) {
        Optional<FileKey> key = identity(folder);
        if (key.isPresent() && key.get().equals(identities.get(folder)) && events.listensTo(folder)) {
            unheard.remove(folder);
            return;
        }
        identities.remove(folder);
        events.forget(folder);
        if (key.isPresent()) {
            try {
                events.listen(folder);
                identities.put(folder, key.get());
                unheard.remove(folder);
                return;
            } catch (IOException refused) {
                tellLimit(folder, refused);
            }
        }
        if (needed) {
            unheard.add(folder);
        }
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
        Optional<Path> project = byFolder.getOrDefault(folder, List.of()).stream()
                .map(file -> file.declared().group().project())
                .flatMap(Optional::stream)
                .findFirst();
        try (Folder open = new Sight(calls, project).folder(folder)) {
            return open.facts().key();
        } catch (FileCallException absent) {
            return Optional.empty();
        }
    }

    // ---- what is heard

    private void hear(FolderEvents events, Heard heard, long now) {
        Path folder = heard.folder();
        @Nullable Path entry = heard.entry().orElse(null);
        for (Path below : above.getOrDefault(folder, Set.of())) {
            if (entry == null || entry.equals(below.getFileName())) {
                listen(events, below, true);
                hintAll(below, now);
            }
        }
        if (entry == null) {
            listen(events, folder, byFolder.containsKey(folder));
            hintAll(folder, now);
            return;
        }
        Path path = folder.resolve(entry);
        if (source.files().contains(path)) {
            reloadDue = now + timing.quiet().toNanos();
        }
        List<WatchedFile> known = byPath.getOrDefault(path, List.of());
        known.forEach(file -> hint(file, now));
        if (byFolder.containsKey(folder)) {
            recent.computeIfAbsent(folder, none -> new ArrayList<>()).add(heard);
            if (expands && known.isEmpty()) {
                expandSoon(now);
            }
        }
    }

    /** A pattern may take in what has come, or a tree. Where it takes long to find that out it is done less often. */
    private void expandSoon(long now) {
        Duration pause = readingTook.multipliedBy(PAUSES);
        long soon = now + (pause.compareTo(timing.quiet()) < 0 ? timing.quiet() : pause).toNanos();
        reloadDue = reloadDue == WatchedFile.NEVER ? soon : Math.min(reloadDue, soon);
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
        for (WatchedFile file : byFolder.getOrDefault(folder, List.of())) {
            hint(file, now);
        }
    }

    /** What a program made beside a file is of interest until that is looked at, and nothing is heard any more. */
    private void forgetOldTraces(boolean silence) {
        if (silence && due.isEmpty()) {
            recent.clear();
        }
    }

    private Optional<String> program(Path path) {
        String saved = RawText.of(Leaf.of(path).bytes());
        for (Heard heard : recent.getOrDefault(Sight.parent(path), List.of())) {
            Optional<String> program = SaveTrace.program(
                    RawText.of(Leaf.of(heard.entry().orElseThrow()).bytes()), saved);
            if (program.isPresent()) {
                return program;
            }
        }
        return Optional.empty();
    }

    // ---- looking

    private void lookAtUnheard(FolderEvents events, long now) {
        if (unheard.isEmpty() || unheardDue - now > 0) {
            return;
        }
        unheardDue = now + Duration.ofSeconds(1).toNanos();
        for (Path folder : List.copyOf(unheard)) {
            listen(events, folder, true);
            for (WatchedFile file : byFolder.getOrDefault(folder, List.of())) {
                if (file.isChanged(sight(file))) {
                    hint(file, now);
                }
            }
        }
    }

    private void lookAtEverything(FolderEvents events, long now) {
        if (everythingDue - now > 0) {
            return;
        }
        everythingDue = now + timing.everything().toNanos();
        if (expands) {
            reload(events);
            return;
        }
        byFolder.keySet().forEach(folder -> listen(events, folder, true));
        above.keySet().forEach(folder -> listen(events, folder, false));
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
        Health health = Health.of(calls, file.declared(), cancel);
        for (Save save : file.saves(health, this::program)) {
            hearer.saved(health, save);
        }
        boolean news = file.note(health);
        if (news && !(first && health.verdict() == Verdict.JOINED)) {
            hearer.seen(health);
        }
        if (isToHeal(file, health)) {
            heal(file, health, news);
        }
    }

    // ---- healing

    private static boolean isToHeal(WatchedFile file, Health health) {
        boolean broken = switch (health.verdict()) {
            case SPLIT_SAME, SPLIT_DIFFERING, WRONG_PARTNER, MISSING -> true;
            case JOINED, EXTRA_NAMES, COPY_DIFFERS, REPLACED, UNKNOWN -> false;
        };
        AutoHeal heal = file.declared().group().heal();
        return broken
                && !health.bodies().isEmpty()
                && !file.isGivenUp()
                && !file.wasRefused(health)
                && (heal == AutoHeal.NEWEST || heal == AutoHeal.SAME && health.hasOneContent());
    }

    private void heal(WatchedFile file, Health health, boolean news) {
        long now = System.nanoTime();
        if (news && file.isFought(now, timing.quick(), timing.fights())) {
            hearer.fought(health);
            return;
        }
        Optional<DeclaredBody> kept = health.hasOneContent() ? Optional.empty() : health.newest();
        if (!health.hasOneContent() && kept.isEmpty()) {
            return;
        }
        if (kept.isPresent() && !isSettled(kept.get())) {
            lookAt(file, now + timing.quiet().toNanos());
            return;
        }
        switch (hearer.heal(health, kept)) {
            case HEALED -> {
                file.healed(System.nanoTime());
                Health after = Health.of(calls, file.declared(), cancel);
                if (file.note(after)) {
                    hearer.seen(after);
                }
            }
            case BUSY -> lookAt(file, now + AGAIN.toNanos());
            case REFUSED -> file.refused(health);
        }
    }

    /**
     * Who saves may be in the middle of it: what was written a moment ago may not be all, and an empty file is often one that is
     * about to be written. Clocks may differ, so a time to come tells nothing.
     */
    private boolean isSettled(DeclaredBody body) {
        Duration age = Duration.between(body.facts().modified(), Instant.now());
        Duration wanted = body.facts().sizeBytes() == 0 ? timing.quick() : timing.quiet();
        return age.isNegative() || age.compareTo(wanted) >= 0;
    }
}
