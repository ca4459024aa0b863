package aka.run;

import aka.os.CancelToken;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The displacements of a batch, those together that concern a common body, be it by way of others. */
final class Bundles {

    private final IdentityHashMap<GuardedBody, Bundle> of = new IdentityHashMap<>();
    private final List<Bundle> all;

    Bundles(List<Displacement> displacements) {
        displacements.forEach(this::add);
        Set<Bundle> distinct = new LinkedHashSet<>();
        for (Displacement displacement : displacements) {
            distinct.add(of.get(displacement.bodies().getFirst()));
        }
        this.all = List.copyOf(distinct);
    }

    private void add(Displacement displacement) {
        Bundle bundle = new Bundle();
        for (GuardedBody body : displacement.bodies()) {
            Bundle known = of.get(body);
            if (known != null && known != bundle) {
                bundle = joined(known, bundle);
            }
        }
        put(displacement, bundle);
    }

    /** Nearly always one of both is empty: who writes plans does not chain them. */
    private Bundle joined(Bundle one, Bundle other) {
        other.displacements.forEach(each -> put(each, one));
        return one;
    }

    private void put(Displacement displacement, Bundle bundle) {
        bundle.displacements.add(displacement);
        displacement.bodies().forEach(body -> of.put(body, bundle));
    }

    List<Bundle> all() {
        return all;
    }

    /** Returns whether one of them concerns a body of {@code other}. */
    boolean concernBodyOf(Displacement other) {
        return other.bodies().stream().anyMatch(of::containsKey);
    }

    /** Displacements that concern common bodies: these are taken on one thread, one after another. */
    static final class Bundle {
        private final List<Displacement> displacements = new ArrayList<>();
        private final List<Acted> acted = new ArrayList<>();
        private @Nullable Throwable fault;

        /** Stops at the first that cannot be taken: what it leaves may concern the others. */
        void take(Lane lane, BooleanSupplier goesOn, CancelToken cancel) {
            try {
                while (acted.size() < displacements.size() && goesOn.getAsBoolean()) {
                    Acted one = lane.act(displacements.get(acted.size()), cancel);
                    acted.add(one);
                    if (!one.isMoved()) {
                        return;
                    }
                }
            } catch (Throwable thrown) {
                // Thrown once more on the thread of the run.
                fault = thrown;
            }
        }

        List<Acted> acted() {
            return acted;
        }

        /** Returns those that were not tried, after a fault with the one in which it came, which is taken back. */
        List<Displacement> left() {
            return displacements.subList(acted.size(), displacements.size());
        }

        /** Returns what should never have happened; null if nothing did. */
        @Nullable
        Throwable fault() {
            return fault;
        }
    }
}
