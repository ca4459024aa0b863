package aka.group;

import aka.file.FileFacts;
import aka.group.GroupWatch.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of healing a watched file so far, and whether it is to be tried now. Times are those of {@link System#nanoTime}. */
final class HealState {

    private static final long NEVER = WatchedFile.NEVER;

    /** How soon what could not be healed for now is tried again; twice as long after each time that it could not. */
    private static final long AGAIN_NANOS = Duration.ofMillis(500).toNanos();

    private static final int DOUBLINGS_MOST = 6;

    /** After that long what was given up is tried again: it may have been somebody who saves often. */
    private static final long GIVEN_UP_NANOS = Duration.ofMinutes(10).toNanos();

    private final Timing timing;
    private boolean everJoined;
    private long missingSince = NEVER;
    private long healedAt = NEVER;
    private long notBefore = NEVER;
    private int busy;
    private int quickSplits;
    private long givenUpAt = NEVER;
    private @Nullable List<Object> refused;

    HealState(Timing timing) {
        this.timing = timing;
    }

    /** What is to be done about a file. */
    enum Now {
        NOTHING,
        /** Another program splits it again and again: told once. */
        GIVE_UP,
        /** Not yet: at {@link #next}. */
        LATER,
        HEAL
    }

    /** Decides what is to be done about what was just seen. */
    Now decide(Health health, long now) {
        note(health, now);
        if (!isWanted(health) || isGivenUp(now) || state(health).equals(refused)) {
            return Now.NOTHING;
        }
        if (next(health, now) - now > 0) {
            return Now.LATER;
        }
        return isFought(now) ? Now.GIVE_UP : Now.HEAL;
    }

    private void note(Health health, long now) {
        boolean joined = health.verdict() == Verdict.JOINED || health.verdict() == Verdict.EXTRA_NAMES;
        everJoined |= joined;
        missingSince = health.verdict() != Verdict.MISSING ? NEVER : missingSince == NEVER ? now : missingSince;
        if (joined) {
            busy = 0;
            notBefore = NEVER;
        }
    }

    /** Returns whether its group says that it is healed unasked, as it is. */
    private boolean isWanted(Health health) {
        Declared declared = health.declared();
        AutoHeal heal = declared.group().heal();
        if (health.bodies().isEmpty() || heal == AutoHeal.ASK) {
            return false;
        }
        return switch (health.verdict()) {
            case JOINED, EXTRA_NAMES, COPY_DIFFERS, REPLACED, UNKNOWN -> false;
            // What was in all trees and is gone from one was removed there; who knows whether that was meant for all.
            case MISSING -> health.hasOneContent() && (declared.isOfSinglePaths() || !everJoined);
            case SPLIT_SAME, SPLIT_DIFFERING, WRONG_PARTNER -> health.hasOneContent() || isNewestWanted(health);
        };
    }

    /** A file that a pattern takes in since a moment ago is newer than all others, which know nothing of it. */
    private boolean isNewestWanted(Health health) {
        Declared declared = health.declared();
        boolean named = declared.group().members().stream().allMatch(member -> member instanceof Member.Single);
        return declared.group().heal() == AutoHeal.NEWEST
                && (named || everJoined)
                && health.newest().isPresent();
    }

    /** Returns when it is to be looked at again to be healed; not later than {@code now} if that is at once. */
    long next(Health health, long now) {
        long next = notBefore == NEVER ? now : notBefore;
        if (missingSince != NEVER) {
            next = Math.max(next, missingSince + timing.patience().toNanos());
        }
        Optional<DeclaredBody> kept = health.hasOneContent() ? Optional.empty() : health.newest();
        return kept.isEmpty()
                ? next
                : Math.max(next, now + unsettledNanos(kept.get().facts()));
    }

    /**
     * Who saves may be in the middle of it: what was written a moment ago may not be all, and an empty file is often one that is
     * about to be written. Clocks may differ, so a time to come tells nothing.
     */
    private long unsettledNanos(FileFacts facts) {
        Duration wanted = facts.sizeBytes() == 0 ? timing.patience() : timing.quiet();
        Duration age = Duration.between(facts.modified(), Instant.now());
        return age.isNegative() ? 0 : Math.max(0, wanted.minus(age).toNanos());
    }

    private boolean isGivenUp(long now) {
        if (givenUpAt != NEVER && now - givenUpAt > GIVEN_UP_NANOS) {
            givenUpAt = NEVER;
            quickSplits = 0;
        }
        return givenUpAt != NEVER;
    }

    /** Each time that it was healed counts once. */
    private boolean isFought(long now) {
        if (healedAt != NEVER) {
            quickSplits = now - healedAt < timing.quick().toNanos() ? quickSplits + 1 : 0;
            healedAt = NEVER;
        }
        if (quickSplits < timing.fights()) {
            return false;
        }
        givenUpAt = now;
        return true;
    }

    void healed(long now) {
        healedAt = now;
        busy = 0;
        notBefore = NEVER;
        refused = null;
    }

    /** Returns when it is tried again. */
    long busy(long now) {
        notBefore = now + (AGAIN_NANOS << Math.min(busy, DOUBLINGS_MOST));
        busy++;
        return notBefore;
    }

    /** @param after what is there now: it is tried again when something of that changes */
    void refused(Health after) {
        refused = state(after);
    }

    private static List<Object> state(Health health) {
        List<Object> all = new ArrayList<>(List.of(health.verdict()));
        for (DeclaredBody body : health.bodies()) {
            all.add(List.of(body.names(), body.facts().key(), body.facts().changed(), body.differsAt()));
        }
        return all;
    }
}
