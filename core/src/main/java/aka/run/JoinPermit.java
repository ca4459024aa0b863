package aka.run;

import aka.file.FileFacts;
import aka.file.FileFacts.Trait;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.plan.JoinGate;
import aka.plan.JoinGate.Barred;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.Reach;
import aka.plan.Reach.Barrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether names of one body may lead to another by all but their bytes: flags, owner, mode, attributes, and who could come to
 * either. Looks only.
 *
 * @param kept the body that gets the names
 * @param former the body that loses them
 * @param moved the only name that it loses; empty if it loses all
 */
record JoinPermit(
        Site site, PlannedBody kept, PlannedBody former, Optional<PlannedName> moved, NameGround.Refusal refusal) {

    /**
     * @param keptNow {@code kept}, open
     * @param formerNow {@code former}, open
     * @throws NotPossible why they may not
     */
    void require(GuardedBody keptNow, GuardedBody formerNow) throws NotPossible, FileCallException {
        FileFacts ours = keptNow.facts();
        FileFacts theirs = formerNow.facts();
        requireNoTrait(ours);
        requireNoTrait(theirs);
        JoinGate gate = JoinGate.of(site.plan());
        requireOpen(gate.check(keptNow.metadata(), formerNow.metadata()));
        if (JoinGate.needsReach(keptNow.metadata(), formerNow.metadata())) {
            requireOpen(JoinGate.checkReach(reach(kept, ours), formerReach(theirs)));
        }
        if (JoinGate.needsOwnersReach(keptNow.metadata(), site.user())) {
            requireOpen(JoinGate.checkOwnersReach(keptNow.metadata(), reach(kept, ours), formerReach(theirs)));
        }
    }

    private void requireNoTrait(FileFacts facts) throws NotPossible {
        if (facts.traits().contains(Trait.PLACEHOLDER)) {
            throw refusal.because(
                    StepReason.NO_PERMISSION,
                    "its bytes are not on this disk",
                    "Have the cloud's own program keep it on this device first.");
        }
        if (!facts.traits().isEmpty()) {
            throw refusal.because(
                    StepReason.NO_PERMISSION,
                    "a flag forbids it: " + facts.traits(),
                    "Take the flag away (chattr -i -a) first.");
        }
    }

    private void requireOpen(Optional<Barred> barred) throws NotPossible {
        if (barred.isPresent()) {
            StepReason reason = switch (barred.get().bar()) {
                case PRIVILEGED -> StepReason.PRIVILEGED;
                case METADATA, TIMES -> StepReason.METADATA_DIFFERS;
                case ACCESS -> StepReason.WIDENS_ACCESS;
            };
            throw refusal.because(
                    reason, barred.get().words(), "Make them alike, or waive the difference by name (--ignore).");
        }
    }

    /** Who comes by a name that stays where it is comes to nothing else than before. */
    private Reach formerReach(FileFacts facts) throws FileCallException {
        return moved.isPresent() ? Reach.of(List.of(way(moved.get()))) : reach(former, facts);
    }

    private Set<Barrier> way(PlannedName name) throws FileCallException {
        return site.barriers().before(site.absolute(name.root(), name.below().getParent()));
    }

    /** Who can come to a body, by all the names it has now: what other steps gave it in this run is among the plan's own. */
    private Reach reach(PlannedBody planned, FileFacts facts) throws FileCallException {
        List<Set<Barrier>> ways = new ArrayList<>();
        for (PlannedName name : planned.names()) {
            ways.add(way(name));
        }
        boolean all = planned.names().size() >= planned.linkCount()
                && facts.linkCount().isPresent();
        return all ? Reach.of(ways) : Reach.ofSome(ways);
    }
}
