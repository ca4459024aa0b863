package aka.run;

import aka.run.RaceAct.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one group of a {@link RaceTree}.
 *
 * @param acts what was done to it, as told by who did it
 * @param done the steps of the group that were told as done: its first, its second
 * @param rescued what the run told to be left somewhere
 */
record RaceOutcome(RaceTree tree, int group, List<RaceAct> acts, List<Boolean> done, List<Path> rescued) {

    /** Returns what is not as it must be, in words. */
    List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>();
        for (RaceAct act : acts) {
            if (!isHeld(act)) {
                faults.add("lost: " + act + ", now " + state());
            }
        }
        for (String name : RaceTree.NAMES) {
            String words = strange(name);
            if (words != null) {
                faults.add(words + ", " + state() + " after " + acts);
            }
        }
        return faults;
    }

    /** Returns whether what was done is found by the name to which it was done, or in a place that was told. */
    private boolean isHeld(RaceAct act) throws IOException {
        Path path = where(act.name());
        boolean there = switch (act.kind()) {
            case DELETE -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            case LINK_FOLDER -> Files.isSymbolicLink(tree.folder(group));
            case MOVE_FOLDER -> !Files.exists(tree.folder(group), LinkOption.NOFOLLOW_LINKS);
            default -> shows(path, act);
        };
        if (there) {
            return true;
        }
        for (Path each : rescued) {
            if (shows(each, act)) {
                return true;
            }
        }
        return false;
    }

    private static boolean shows(Path path, RaceAct act) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String text = Files.readString(path);
        return switch (act.kind()) {
            case CUT, CUT_READING, CUT_BY_PATH -> text.isEmpty();
            case REWRITE, SAVE -> text.equals(act.token());
            case CHMOD -> isClosed(path);
            default -> text.contains(act.token());
        };
    }

    private static boolean isClosed(Path path) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        return !mode.contains(PosixFilePermission.OTHERS_READ);
    }

    /** Returns what a name shows that nobody did to it; null if there is nothing. */
    private @Nullable String strange(String name) throws IOException {
        if (acts.stream().anyMatch(act -> act.name().equals(name) && isOfTheName(act.kind()))) {
            return null;
        }
        Path path = where(name);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return name + " is gone";
        }
        String text = Files.readString(path);
        boolean closed = isClosed(path);
        boolean other = false;
        for (RaceAct act : acts) {
            if (!isOfTheName(act.kind()) && shows(path, act)) {
                if (!isShared(name, act.name())) {
                    return name + " shows what was done to " + act.name();
                }
                other |= act.kind().cuts() || act.kind() == Kind.REWRITE;
                closed &= act.kind() != Kind.CHMOD;
                text = without(text, act);
            }
        }
        if (!other && !text.equals(RaceTree.text(group))) {
            return name + " has lost bytes: '" + text.strip() + "'";
        }
        return closed ? name + " has another mode" : null;
    }

    private static boolean isOfTheName(Kind kind) {
        return kind == Kind.SAVE || kind == Kind.DELETE || kind == Kind.LINK_FOLDER || kind == Kind.MOVE_FOLDER;
    }

    private static String without(String text, RaceAct act) {
        if (act.kind() == Kind.APPEND) {
            return text.replace(act.token(), "");
        }
        return act.kind().writes()
                ? text.replace(act.token(), ".".repeat(act.token().length()))
                : text;
    }

    /** Two names share what is done to one, if they had one body, or the run has made them one or has told what it left. */
    private boolean isShared(String one, String other) throws IOException {
        if (one.equals(other) || isPair(one) && isPair(other)) {
            return true;
        }
        Path first = where(one);
        Path second = where(other);
        boolean same = Files.exists(first) && Files.exists(second) && Files.isSameFile(first, second);
        return same && (isJoined(one) && isJoined(other) || !rescued.isEmpty());
    }

    private static boolean isPair(String name) {
        return name.equals("one") || name.equals("sub/two");
    }

    private boolean isJoined(String name) {
        return name.equals("kept") || (isPair(name) ? done.getFirst() : done.getLast());
    }

    private Path where(String name) {
        if (name.equals("sub/two")) {
            for (Path folder : List.of(tree.aside(group), tree.away(group))) {
                if (Files.isDirectory(folder)) {
                    return folder.resolve("two");
                }
            }
        }
        return tree.path(group, name);
    }

    private String state() throws IOException {
        StringBuilder state = new StringBuilder("steps done " + done + ", told to be left " + rescued);
        for (String name : RaceTree.NAMES) {
            Path path = where(name);
            state.append("; ").append(name).append(": ");
            state.append(
                    Files.isRegularFile(path)
                            ? Files.getAttribute(path, "unix:ino") + " "
                                    + Files.readString(path).replaceAll("\\.\\.+", "…")
                            : "no file");
        }
        return state.toString();
    }
}
