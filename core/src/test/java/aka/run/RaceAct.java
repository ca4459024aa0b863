package aka.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What another process does once to a file of {@link RaceTree}.
 *
 * @param name one of {@link RaceTree#NAMES}
 * @param token what it writes, unlike what any other writes
 * @param slot where it writes that, if not at the end
 */
record RaceAct(int group, Kind kind, String name, String token, int slot) {

    /** Slots have this many bytes; the first is the group's own. */
    static final int SLOT_BYTES = 64;

    static final int SLOTS = 32;

    private static final List<Kind> WRITING =
            Stream.of(Kind.values()).filter(Kind::writes).toList();
    private static final List<Kind> OTHERS =
            Stream.of(Kind.values()).filter(Predicate.not(Kind::writes)).toList();

    /** How it acts. */
    enum Kind {
        /** Opens, writes in place, closes. */
        PUT,
        /** Opens, waits, writes in place, closes. */
        HOLD,
        /** Writes at the end. */
        APPEND,
        /** Stores into a mapping, twice, with a pause in between. */
        MAP,
        /** Cuts the file to nothing: opens it for writing, with {@code O_TRUNC}. */
        CUT,
        /** Cuts it by {@code O_RDONLY|O_TRUNC}, which passes a lease. */
        CUT_READING,
        /** Cuts it by {@code truncate(2)}. */
        CUT_BY_PATH,
        /** Cuts it and writes anew. */
        REWRITE,
        /** Writes another file and renames that over the name. */
        SAVE,
        DELETE,
        /** Sets the mode to 0640. */
        CHMOD,
        /** Moves the folder {@code sub} aside, and puts a link to a folder outside in its place. */
        LINK_FOLDER,
        /** Moves the folder {@code sub} out of the root. */
        MOVE_FOLDER;

        /** Returns whether others may write to the same file as well, and all of it is there in the end. */
        boolean writes() {
            return this == PUT || this == HOLD || this == APPEND || this == MAP;
        }

        boolean cuts() {
            return this == CUT || this == CUT_READING || this == CUT_BY_PATH;
        }
    }

    /** Returns what is done to a group: the same each time for a seed. Either some write in parallel, or one does more. */
    static List<RaceAct> of(int group, long seed) {
        Random random = new Random(seed * 1_000_003 + group);
        List<RaceAct> acts = new ArrayList<>();
        if (random.nextInt(5) < 2) {
            int writers = 1 + random.nextInt(3);
            for (int i = 0; i < writers; i++) {
                acts.add(act(group, one(WRITING, random), random, i + 1));
            }
        } else {
            acts.add(act(group, one(OTHERS, random), random, 1));
        }
        return acts;
    }

    private static Kind one(List<Kind> kinds, Random random) {
        return kinds.get(random.nextInt(kinds.size()));
    }

    private static RaceAct act(int group, Kind kind, Random random, int slot) {
        String name = RaceTree.NAMES.get(random.nextInt(RaceTree.NAMES.size()));
        return new RaceAct(group, kind, name, String.format(Locale.ROOT, "<%08d.%d>", group, slot), slot);
    }
}
