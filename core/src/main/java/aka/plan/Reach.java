package aka.plan;

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
     * A folder that not everyone may pass: two of equal owner, group and bits let the same people through.
     *
     * @param passing the search bits: {@code mode & 0111}
     */
    public record Barrier(int uid, int gid, int passing) {}

    public Reach {
        ways = Set.copyOf(ways);
    }

    /** Returns the reach of a body of whose every name the barriers are given. */
    public static Reach of(Collection<Set<Barrier>> names) {
        return new Reach(new HashSet<>(names), true);
    }

    /** Returns whether every name of both is known to be behind the same barriers. */
    boolean isSameAs(Reach other) {
        return known && other.known && ways.size() == 1 && ways.equals(other.ways);
    }
}
