package aka.dedupe;

import aka.dedupe.Duplicates.Unreadable;
import aka.plan.Plan;
import aka.plan.Price;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A plan that makes equal files one, and what it leaves as it is.
 *
 * @param plan what is to be done; the longest bodies first, then by path, whatever the order in which they were found
 * @param price what it brings. Unlike {@link Plan#price} it knows which bodies share their storage already
 * @param leftOut what has equals and is left as it is, or is on a volume where nothing can be done
 * @param places the kinds of places that were left alone
 * @param warnings what should be known before it is run: sentences for people
 * @param filesSeen how many regular files were found, each counted once however many names it has
 * @param namesSeen how many names of regular files were found
 * @param unreadable what could not be read, or changed on the way, in the order of paths
 */
public record DedupePlan(
        Plan plan,
        Price price,
        List<LeftOut> leftOut,
        List<Place> places,
        List<String> warnings,
        long filesSeen,
        long namesSeen,
        List<Unreadable> unreadable) {

    public DedupePlan {
        leftOut = List.copyOf(leftOut);
        places = List.copyOf(places);
        warnings = List.copyOf(warnings);
        unreadable = List.copyOf(unreadable);
    }

    /** Returns how many bodies were left out for each reason that there was, in the order of the reasons. */
    public Map<LeftOutReason, Long> leftOutCounts() {
        EnumMap<LeftOutReason, Long> counts = new EnumMap<>(LeftOutReason.class);
        leftOut.forEach(one -> counts.merge(one.reason(), one.bodies(), Long::sum));
        return counts;
    }
}
