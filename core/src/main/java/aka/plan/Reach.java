package aka.plan;

import aka.os.Support;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Who can come to a body at all: the folders on the way to its names that keep some people out.
 *
 * @param ways for each name the barriers before it, equal ones once
 * @param known whether this is true of every name that the body has; not where a name was not found, or a folder above one
 *     could not be looked at
 */
public record Reach(Set<Set<Barrier>> ways, boolean known) {

    /** Nobody knows who can come to the body. */
    public static final Reach UNKNOWN = new Reach(Set.of(), false);

    /**
     * A folder that not everyone may pass: two of equal owner, group, bits and list let the same people through.
     *
     * @param passing the search bits: {@code mode & 0111}
     * @param accessList its access list, in hexadecimal digits; empty if it has none
     */
    public record Barrier(int uid, int gid, int passing, String accessList) {

        private static final int OWNER = 0100;
        private static final int GROUP = 0010;
        private static final int OTHERS = 0001;

        /** Returns whether it lets a user pass who is not root; unknown where that depends on his groups, or on a list. */
        Support lets(int user) {
            if (user == uid) {
                return Support.of((passing & OWNER) != 0);
            }
            if (!accessList.isEmpty()) {
                return Support.UNKNOWN;
            }
            boolean others = (passing & OTHERS) != 0;
            boolean members = (passing & GROUP) != 0;
            return members == others ? Support.of(others) : Support.UNKNOWN;
        }
    }

    public Reach {
        ways = Set.copyOf(ways);
    }

    /** Returns the reach of a body of whose every name the barriers are given. */
    public static Reach of(Collection<Set<Barrier>> names) {
        return new Reach(new HashSet<>(names), true);
    }

    /** Returns the reach of a body of which some names, or none, are elsewhere. */
    public static Reach ofSome(Collection<Set<Barrier>> names) {
        return new Reach(new HashSet<>(names), false);
    }

    /** Returns whether a user who is not root can come to the body by some name. */
    Support lets(int user) {
        boolean never = known;
        for (Set<Barrier> way : ways) {
            Support passes = passes(way, user);
            if (passes == Support.YES) {
                return Support.YES;
            }
            never &= passes == Support.NO;
        }
        return never ? Support.NO : Support.UNKNOWN;
    }

    private static Support passes(Set<Barrier> way, int user) {
        Support passes = Support.YES;
        for (Barrier barrier : way) {
            Support lets = barrier.lets(user);
            if (lets == Support.NO) {
                return Support.NO;
            }
            passes = lets == Support.UNKNOWN ? lets : passes;
        }
        return passes;
    }

    /** Returns whether every name of both is known to be behind the same barriers. */
    boolean isSameAs(Reach other) {
        return known && other.known && ways.size() == 1 && ways.equals(other.ways);
    }
}
