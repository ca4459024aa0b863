package aka.group;

import aka.file.RawText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file of groups says. Its form is in {@code docs/groups.md}. What is wrong in it is told, and all else is used.
 *
 * @param groups in the order of the file
 * @param flaws what was left out, in the order of the file
 */
public record GroupsText(List<Group> groups, List<Flaw> flaws) {

    /** No file that people write is longer; one that is is not read. */
    public static final int BYTES_MOST = 4 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * What cannot be used.
     *
     * @param line from 1
     * @param column from 1, in characters
     * @param message what is wrong there
     */
    public record Flaw(int line, int column, String message) {}

    public GroupsText {
        groups = List.copyOf(groups);
        flaws = List.copyOf(flaws);
    }

    /**
     * Returns what {@code raw} says.
     *
     * @param places what paths in it may be
     */
    public static GroupsText of(byte[] raw, MemberPlaces places) {
        if (raw.length > BYTES_MOST) {
            return new GroupsText(
                    List.of(), List.of(new Flaw(1, 1, "it is longer than " + (BYTES_MOST >> 20) + " MiB: not read")));
        }
        String text = RawText.of(raw);
        return new Reading(places).read(lines(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
    }

    /** Returns the group of that name; empty if there is none. */
    public Optional<Group> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }

    /**
     * Returns whether a group can be called so.
     *
     * @param name as {@link RawText}
     */
    public static boolean isName(String name) {
        try {
            return new LineCursor(head(name)).line() instanceof GroupsLine.Head head
                    && head.name().equals(name);
        } catch (BadLineException bad) {
            return false;
        }
    }

    /** Returns lines that add {@code paths}, and {@code copies} of them, to the group {@code name} at the end of {@code raw}, which may break off in a line. */
    static byte[] added(byte[] raw, String name, List<Path> paths, List<Path> copies) {
        StringBuilder lines = new StringBuilder(raw.length == 0 ? "" : raw[raw.length - 1] == '\n' ? "\n" : "\n\n");
        lines.append(head(name)).append('\n');
        for (Path path : paths) {
            lines.append(PathText.of(path)).append('\n');
        }
        for (Path copy : copies) {
            lines.append("copy = ").append(PathText.of(copy)).append('\n');
        }
        return RawText.bytes(lines.toString());
    }

    /**
     * Returns {@code raw} without what it says of the group {@code name}, comments between its paths included; what stands right
     * above the next group belongs to that.
     */
    static byte[] without(byte[] raw, String name) {
        String text = RawText.of(raw);
        StringBuilder kept = new StringBuilder(text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "");
        StringBuilder above = new StringBuilder();
        boolean its = false;
        for (String line : lines(text.substring(kept.length()))) {
            if (isHead(line)) {
                boolean next = isHead(line, name);
                kept.append(its && !next ? above : "");
                its = next;
                above.setLength(0);
            } else if (its && isNothing(line)) {
                above.append(above.isEmpty() && line.isBlank() ? "" : line + "\n");
            } else {
                above.setLength(0);
            }
            kept.append(its ? "" : line + "\n");
        }
        // The last line had no end of its own.
        kept.setLength(Math.max(0, kept.length() - (its ? 0 : 1)));
        return RawText.bytes(kept.toString());
    }

    private static boolean isNothing(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    private static String head(String name) {
        return "[" + name + "]";
    }

    private static boolean isHead(String line) {
        return line.stripLeading().startsWith("[");
    }

    private static boolean isHead(String line, String name) {
        try {
            return new LineCursor(withoutReturn(line)).line() instanceof GroupsLine.Head head
                    && head.name().equals(name);
        } catch (BadLineException bad) {
            return false;
        }
    }

    private static List<String> lines(String text) {
        return Arrays.asList(text.split("\n", -1));
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** One pass over the lines. */
    private static final class Reading {

        private final MemberPlaces places;
        private final List<Flaw> flaws = new ArrayList<>();
        private final Map<String, Draft> drafts = new LinkedHashMap<>();
        private Optional<Draft> current = Optional.empty();

        /** Whether the head was no good: its paths belong to nothing, which was told once. */
        private boolean leftOut;

        Reading(MemberPlaces places) {
            this.places = places;
        }

        /** A group as far as it was read. */
        private static final class Draft {
            private final int line;
            private final List<Member> members = new ArrayList<>();
            private final List<Path> copies = new ArrayList<>();
            private boolean hasSingles;
            private Optional<Flaw> copyAlone = Optional.empty();
            private Optional<AutoHeal> heal = Optional.empty();

            Draft(int line) {
                this.line = line;
            }

            void add(Member member) {
                members.add(member);
                hasSingles |= member instanceof Member.Single;
            }
        }

        GroupsText read(List<String> lines) {
            int number = 0;
            for (String line : lines) {
                number++;
                read(number, withoutReturn(line));
            }
            List<Group> groups = new ArrayList<>();
            for (Map.Entry<String, Draft> each : drafts.entrySet()) {
                Draft draft = each.getValue();
                if (!draft.hasSingles) {
                    draft.copyAlone.ifPresent(flaws::add);
                }
                if (!draft.members.isEmpty()) {
                    groups.add(new Group(
                            each.getKey(),
                            draft.members,
                            draft.hasSingles ? draft.copies : List.of(),
                            draft.heal.orElse(AutoHeal.ASK),
                            draft.line,
                            places.project()));
                }
            }
            flaws.sort(Comparator.comparingInt(Flaw::line));
            return new GroupsText(groups, flaws);
        }

        private void read(int number, String text) {
            try {
                GroupsLine line = new LineCursor(text).line();
                // No switch, whose code the JVM would make in each start.
                if (line instanceof GroupsLine.Head head) {
                    begin(number, head.name());
                } else if (line instanceof GroupsLine.Paths paths) {
                    Optional<Draft> draft = draft(paths.parts().getFirst().column());
                    if (draft.isPresent()) {
                        draft.get().add(places.member(paths));
                    }
                } else if (line instanceof GroupsLine.Setting setting) {
                    Optional<Draft> draft = draft(setting.column());
                    if (draft.isPresent()) {
                        set(draft.get(), number, setting);
                    }
                }
            } catch (BadLineException bad) {
                flaws.add(new Flaw(number, bad.column(), bad.sentence()));
                if (isHead(text)) {
                    current = Optional.empty();
                    leftOut = true;
                }
            }
        }

        /** A second head of that name goes on with the group. */
        private void begin(int number, String group) {
            leftOut = false;
            current = Optional.of(drafts.computeIfAbsent(group, none -> new Draft(number)));
        }

        /** Returns the group that a line belongs to; none where that was told to be left out. */
        private Optional<Draft> draft(int column) throws BadLineException {
            if (current.isEmpty() && !leftOut) {
                throw new BadLineException(column, "this belongs to no group: a line [NAME] begins one");
            }
            return current;
        }

        private void set(Draft draft, int number, GroupsLine.Setting setting) throws BadLineException {
            if (setting.word().equals("copy")) {
                draft.copies.add(places.copy(setting.value()));
                if (draft.copyAlone.isEmpty()) {
                    draft.copyAlone = Optional.of(new Flaw(
                            number, setting.column(), "a copy is one of a path that the group declares by itself"));
                }
                return;
            }
            if (places.project().isPresent()) {
                throw new BadLineException(
                        setting.column(), "what is healed unasked is said in a person's own file, not in a project's");
            }
            if (draft.heal.isPresent()) {
                throw new BadLineException(setting.column(), "'heal' was said of this group before");
            }
            draft.heal = Optional.of(autoHeal(setting.value()));
        }

        private static AutoHeal autoHeal(GroupsLine.Part value) throws BadLineException {
            for (AutoHeal each : AutoHeal.values()) {
                if (each.word().equals(value.text())) {
                    return each;
                }
            }
            throw new BadLineException(value.column(), "'heal' is ask, same or newest");
        }
    }
}
