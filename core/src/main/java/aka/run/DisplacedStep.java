package aka.run;

import aka.content.ContentHash;
import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Leftover;
import aka.journal.JournalRecord;
import aka.journal.JournalRecord.Back;
import aka.journal.JournalRecord.Done;
import aka.journal.JournalRecord.Intent;
import aka.journal.JournalRecord.Moved;
import aka.journal.JournalRecord.Rescued;
import aka.journal.JournalRecord.Skipped;
import aka.journal.StepReason;
import aka.journal.StepStory;
import aka.os.Body;
import aka.os.BodyMetadata;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Trouble;
import aka.plan.PlannedBody;
import aka.run.BodyPair.Verdict;
import aka.run.StepNames.Temporary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a step to its end that was cut off while it gave the names of one body, the former, to another, the new one. Names
 * decide, the journal explains. Where the new one may hold other bytes the former one stays: it has another name, or gets its
 * own back. Of each name n, and each temporary name t of it, in this order:
 *
 * <ol>
 *   <li>nothing under any t: the step is done if the names lead to the new body, or nothing has happened;
 *   <li>fewer names counted than found: the file system is damaged, and nothing is removed;
 *   <li>n is the new body, t the former: both are compared afresh while writers are kept away. Are they equal, and is the former
 *       one what it was: the step is finished. Was the former one written to: n gets it back. Was the new one: t stays;
 *   <li>some names are moved and some are not: all are moved back;
 *   <li>t is the new body: t goes if that has other names, or if the former one holds the same bytes;
 *   <li>t and n are one body: t goes;
 *   <li>n is something else or gone, and t the former body: t goes if the new one holds the same bytes. Where names cannot be
 *       exchanged, a crash may have lost n: it is made again;
 *   <li>anything else under t stays, and is told.
 * </ol>
 */
final class DisplacedStep implements AutoCloseable {

    private final RecoverySite site;
    private final StepStory story;
    private final boolean acts;
    private final Incoming incoming;
    private final PlannedBody formerBody;
    private final StepNames names;
    private final List<Finding> findings = new ArrayList<>();
    private final List<JournalRecord> records = new ArrayList<>();
    private @Nullable BodyPair pair;
    private @Nullable Verdict verdict;
    private boolean tookBack;
    private boolean rescuedFormer;
    /** How many names of each body would be gone by now, where it is only looked at. */
    private final Map<Leads, Integer> dropped = new EnumMap<>(Leads.class);

    private long freedBytes;

    /** What the new body is. */
    enum Incoming {
        /** One that was there before, and holds what the former one holds. */
        EQUAL,
        /** One that the step makes, and that holds what the former one holds. */
        MADE,
        /** One that was there before, and may hold something else: the former one keeps another name. */
        OTHER
    }

    /** What is done with a former body in limbo. */
    private enum Course {
        FINISH,
        TAKE_BACK,
        RESCUE
    }

    /**
     * @param acts whether it is done, or only looked at
     * @param incoming what the new body is
     * @param formerBody the body that loses names
     */
    DisplacedStep(
            RecoverySite site,
            StepStory story,
            boolean acts,
            Incoming incoming,
            PlannedBody formerBody,
            StepNames names) {
        this.site = site;
        this.story = story;
        this.acts = acts;
        this.incoming = incoming;
        this.formerBody = formerBody;
        this.names = names;
    }

    /**
     * Recovers the step.
     *
     * @throws FileCallException if a call failed: the step is undecided then, and may be recovered again
     */
    StepEnd recover() throws FileCallException {
        if (!names.temporaries().isEmpty()) {
            if (names.isMiscounted()) {
                return miscounted();
            }
            Course course = course();
            if (course == Course.TAKE_BACK) {
                takeBack();
            }
            for (Temporary temporary : names.temporaries()) {
                clear(temporary, course);
            }
        }
        tellEnd();
        boolean done = story.done().isPresent() || records.stream().anyMatch(record -> record instanceof Done);
        return new StepEnd(findings, records, done, freedBytes, Optional.empty());
    }

    private Intent intent() {
        return story.intent();
    }

    // ---- what is to be done

    private Course course() throws FileCallException {
        boolean limbo = false;
        boolean moved = false;
        for (Temporary temporary : names.temporaries()) {
            if (names.leads(temporary.at()) == Leads.FORMER) {
                Leads name = names.leads(temporary.of());
                limbo |= name != Leads.FORMER;
                moved |= name == Leads.INCOMING;
            }
        }
        boolean still = names.anyLeads(Leads.FORMER);
        boolean spare = limbo && isFormerSpare();
        if (!limbo || incoming != Incoming.EQUAL && spare && !still) {
            return Course.FINISH;
        }
        Optional<Verdict> fresh = verdict();
        if (fresh.isEmpty()) {
            return spare ? Course.FINISH : Course.RESCUE;
        }
        boolean backWanted =
                still || fresh.get().formerChanged() || !fresh.get().equal();
        if (!backWanted) {
            return Course.FINISH;
        }
        boolean formerNeeded = still || fresh.get().formerChanged() || incoming == Incoming.OTHER;
        if (moved && !fresh.get().incomingChanged() && formerNeeded) {
            return Course.TAKE_BACK;
        }
        return spare ? Course.FINISH : Course.RESCUE;
    }

    /** Returns whether the former body has names beside those that are in limbo. */
    private boolean isFormerSpare() throws FileCallException {
        HeldName entry = names.entries(Leads.FORMER).getFirst();
        return StepNames.linkCount(entry) > names.temporariesLeading(Leads.FORMER);
    }

    /** Compares both bodies afresh, once; empty if one of them cannot be found by any name. */
    private Optional<Verdict> verdict() throws FileCallException {
        if (verdict == null && open()) {
            verdict =
                    Objects.requireNonNull(pair).compare(intent(), story.moved().flatMap(Moved::hash));
        }
        return Optional.ofNullable(verdict);
    }

    /** Opens both bodies and keeps writers away from them, once. */
    private boolean open() throws FileCallException {
        if (pair != null) {
            return true;
        }
        List<HeldName> formers = names.entries(Leads.FORMER);
        List<HeldName> incomings = names.entries(Leads.INCOMING);
        if (formers.isEmpty() || incomings.isEmpty()) {
            return false;
        }
        GuardedBody former = site.open(formers);
        boolean opened = false;
        try {
            GuardedBody incoming = site.open(incomings);
            opened = true;
            forceBeforehand(incoming);
            pair = BodyPair.of(site, former, incoming);
            return true;
        } finally {
            if (!opened) {
                former.close();
            }
        }
    }

    private StepEnd miscounted() {
        for (Temporary temporary : names.temporaries()) {
            find(
                    temporary,
                    Remedy.DAMAGED,
                    "the file system counts fewer names than there are: check it (ntfs: chkdsk), then recover again");
        }
        return StepEnd.undecided(findings, "nothing is removed on a file system that counts names wrongly");
    }

    // ---- names are given back

    private void takeBack() throws FileCallException {
        tookBack = true;
        for (Temporary temporary : names.temporaries()) {
            boolean moved =
                    names.leads(temporary.at()) == Leads.FORMER && names.leads(temporary.of()) == Leads.INCOMING;
            if (moved) {
                find(
                        temporary,
                        Remedy.TAKE_BACK,
                        "not all of the step was done, or its former file was written to since");
                if (acts) {
                    giveBack(temporary.of().name().orElseThrow(), temporary.at());
                }
            }
        }
        if (acts) {
            // What the names lead to again must be on the disk before the new body loses its temporary names.
            for (StepNames.Moved name : names.moved()) {
                site.force(name.planned().root());
            }
        }
    }

    private void giveBack(HeldName name, HeldName limbo) throws FileCallException {
        Folder from = limbo.folder().folder();
        Folder into = name.folder().folder();
        if (site.exchanges(name)) {
            HeldFolder.Deed swap = () -> from.exchange(limbo.leaf(), into, name.leaf());
            limbo.folder().change(() -> name.folder().change(swap));
            if (names.leads(limbo) != Leads.INCOMING) {
                // Somebody saved to the name in that very instant: theirs belongs there.
                limbo.folder().change(() -> name.folder().change(swap));
                throw changed(name.path());
            }
        } else {
            HeldName way = wayBack(limbo);
            if (names.leads(name) != Leads.INCOMING) {
                throw changed(name.path());
            }
            limbo.folder().change(() -> name.folder().change(() -> from.renameOver(way.leaf(), into, name.leaf())));
        }
        noteOwnChange();
    }

    /** Makes the temporary name that is renamed over the name. One of the new body may be left there: the name is another. */
    private HeldName wayBack(HeldName limbo) throws FileCallException {
        HeldName way = new HeldName(limbo.folder(), Leftover.withWord(limbo.leaf(), RenameMove.WORD));
        Leads leads = names.leads(way);
        if (leads == Leads.OTHER || leads == Leads.NO_FILE) {
            throw changed(way.path());
        }
        if (leads == Leads.INCOMING) {
            way.remove();
        }
        if (leads != Leads.FORMER) {
            try (Body former = limbo.folder().folder().hold(limbo.leaf())) {
                Move.link(former, way);
            }
        }
        return way;
    }

    private void noteOwnChange() throws FileCallException {
        if (pair != null) {
            pair.ownChange();
        }
    }

    private static FileCallException changed(Path path) {
        return new FileCallException(
                "give " + path + " back its former file",
                path,
                null,
                Trouble.CHANGED,
                "",
                0,
                "another program replaced it in the same instant",
                "Recover again when nobody saves to it.");
    }

    // ---- temporary names go

    private void clear(Temporary temporary, Course course) throws FileCallException {
        Leads at = names.leads(temporary.at());
        Leads name = names.leads(temporary.of());
        switch (at) {
            case NOTHING -> {}
            case OTHER, NO_FILE -> handsOff(temporary, at, name);
            case INCOMING -> clearIncoming(temporary, name);
            case FORMER -> clearFormer(temporary, name, course);
        }
    }

    private void handsOff(Temporary temporary, Leads at, Leads name) {
        find(
                temporary,
                Remedy.HANDS_OFF,
                at.words() + " is there, which the run did not put there; the name leads to " + name.words());
        records.add(new Rescued(intent().step(), path(temporary), "it is " + at.words() + " that was saved meanwhile"));
    }

    /** The new body goes from its temporary name if nothing is lost with it. */
    private void clearIncoming(Temporary temporary, Leads name) throws FileCallException {
        if (spareNames(temporary.at()) >= 2) {
            drop(temporary, "it is one of several names of the new file");
        } else if (isCovered(name)) {
            drop(temporary, "the name leads to the same bytes");
        } else {
            rescue(temporary, "it is the last name of its file, and no other file is known to hold the same bytes");
        }
    }

    /** Returns whether the bytes of the new body, and all else that it has, are known elsewhere. */
    private boolean isCovered(Leads name) throws FileCallException {
        if (!open()) {
            return false;
        }
        BodyPair both = Objects.requireNonNull(pair);
        boolean equal = verdict().map(Verdict::equal).orElse(false);
        if (incoming == Incoming.MADE) {
            return equal || both.isUnfinishedCopy();
        }
        return equal && name == Leads.FORMER && both.isIncomingAsJournalled(intent());
    }

    private void clearFormer(Temporary temporary, Leads name, Course course) throws FileCallException {
        if (name == Leads.FORMER) {
            clearSecond(temporary);
        } else if (name == Leads.NOTHING && isLost(temporary)) {
            putBack(temporary);
        } else {
            switch (course) {
                case FINISH -> finish(temporary, name);
                case TAKE_BACK -> clearSecond(temporary);
                case RESCUE -> rescueFormer(temporary, name);
            }
        }
    }

    /** The former body has the name, and a temporary one beside it. */
    private void clearSecond(Temporary temporary) throws FileCallException {
        boolean spare = tookBack && !acts || spareNames(temporary.at()) >= 2;
        if (spare) {
            drop(temporary, "it is a second name of the file that the name leads to");
        } else {
            rescueFormer(temporary, names.leads(temporary.of()));
        }
    }

    private boolean isTold(Temporary temporary) {
        return findings.stream().anyMatch(finding -> finding.temporary().equals(path(temporary)));
    }

    /** While writers are kept away it might not be forced any more. Where that fails it is told by who needs it. */
    private void forceBeforehand(GuardedBody incoming) {
        try {
            if (acts) {
                incoming.forceUnlessCovered(site.durability());
            }
        } catch (FileCallException later) {
            // To take back needs none of it.
        }
    }

    /** Without an exchange, a crash inside the file system may leave no name at all. */
    private boolean isLost(Temporary temporary) throws FileCallException {
        Optional<HeldName> name = temporary.of().name();
        return name.isPresent() && !site.exchanges(name.get());
    }

    private void putBack(Temporary temporary) throws FileCallException {
        find(temporary, Remedy.PUT_BACK, "the name was missing, as after a crash in the middle of a rename");
        if (acts) {
            try (Body former =
                    temporary.at().folder().folder().hold(temporary.at().leaf())) {
                Move.link(former, temporary.of().name().orElseThrow());
            }
            noteOwnChange();
            site.force(temporary.of().planned().root());
            remove(temporary);
        }
        tookBack = true;
    }

    private void finish(Temporary temporary, Leads name) throws FileCallException {
        boolean equal = verdict != null && verdict.equal() && !verdict.formerChanged();
        if (!equal && spareNames(temporary.at()) < 2) {
            rescueFormer(temporary, name);
            return;
        }
        find(
                temporary,
                Remedy.FINISH,
                equal
                        ? "compared afresh: the name leads to " + name.words() + " and the same bytes are kept"
                        : "its file has other names");
        if (acts) {
            if (pair != null) {
                // What is kept must be on the disk before the bytes that it stands for go.
                pair.incoming().forceUnlessDone(site.durability());
                pair.requireUnchanged();
            }
            remove(temporary);
        }
    }

    private void drop(Temporary temporary, String words) throws FileCallException {
        if (!isTold(temporary)) {
            find(temporary, Remedy.DROP, words);
        }
        if (acts) {
            remove(temporary);
        } else {
            dropped.merge(names.leads(temporary.at()), 1, Integer::sum);
        }
    }

    private void remove(Temporary temporary) throws FileCallException {
        Leads leads = names.leads(temporary.at());
        HeldName at = temporary.at();
        if (leads == Leads.FORMER) {
            FileFacts facts = at.look().orElseThrow();
            boolean last = facts.linkCount().orElse(0) == 1;
            at.remove();
            freedBytes += last ? facts.allocatedBytes().orElse(0) : 0;
        } else if (leads == Leads.INCOMING) {
            at.remove();
        }
        noteOwnChange();
    }

    /** Returns how many names the body at {@code entry} has, without those that would be gone by now. */
    private int spareNames(HeldName entry) throws FileCallException {
        return StepNames.linkCount(entry) - dropped.getOrDefault(names.leads(entry), 0);
    }

    private void rescueFormer(Temporary temporary, Leads name) {
        rescuedFormer |= name == Leads.INCOMING;
        rescue(
                temporary,
                "the name leads to " + name.words()
                        + (incoming == Incoming.OTHER
                                ? ", and this is the last name of its former file"
                                : ", and this file does not hold the same bytes any more"));
    }

    private void rescue(Temporary temporary, String words) {
        find(temporary, Remedy.RESCUE, words);
        records.add(new Rescued(intent().step(), path(temporary), words));
    }

    private void find(Temporary temporary, Remedy remedy, String words) {
        findings.add(new Finding(Optional.of(site.path(temporary.of().planned())), path(temporary), remedy, words));
    }

    private Path path(Temporary temporary) {
        return site.path(temporary.at().planned());
    }

    // ---- what the journal is told

    private void tellEnd() throws FileCallException {
        if (story.done().isPresent() && story.moved().isEmpty() && isMoved()) {
            tellHash();
        }
        if (story.done().isPresent() || rescuedFormer) {
            return;
        }
        if (!tookBack && isMoved()) {
            tellDone();
        } else if (story.back().isEmpty() && story.skipped().isEmpty()) {
            boolean touched = tookBack || !findings.isEmpty();
            String words = "the run was cut off before the step was done";
            records.add(
                    touched
                            ? new Back(intent().step(), StepReason.CANCELLED, words)
                            : new Skipped(intent().step(), StepReason.CANCELLED, words));
        }
    }

    /** Returns whether at least one name leads to the new body, and none to the former one. */
    private boolean isMoved() throws FileCallException {
        return names.anyLeads(Leads.INCOMING)
                && !names.anyLeads(Leads.FORMER)
                && (incoming != Incoming.MADE || !names.temporaries().isEmpty() || isProvedMade());
    }

    /** A file that a name leads to was made by the step if it has what the step wanted it to have, and its bytes. */
    private boolean isProvedMade() throws FileCallException {
        List<HeldName> made = names.entries(Leads.INCOMING);
        try (Body body = made.getFirst()
                .folder()
                .folder()
                .openBody(made.getFirst().leaf().bytes())) {
            BodyMetadata now = site.metadata().of(body);
            Optional<BodyMetadata> wanted = intent().kept();
            return wanted.isPresent()
                    && wanted.get().differences(now).isEmpty()
                    && wanted.get().modified().equals(now.modified())
                    && body.facts().sizeBytes() == formerBody.sizeBytes();
        }
    }

    private void tellDone() throws FileCallException {
        if (story.moved().isEmpty()) {
            tellHash();
        }
        Optional<BodyId> made = incoming == Incoming.MADE ? names.incoming() : Optional.empty();
        Optional<FileKey> key = made.map(BodyId::key);
        Optional<Instant> born = made.flatMap(BodyId::born);
        records.add(new Done(intent().step(), freedBytes, intent().kept(), key, born));
    }

    private void tellHash() throws FileCallException {
        if (incoming == Incoming.OTHER) {
            return;
        }
        hash().ifPresent(hash -> records.add(new Moved(intent().step(), Optional.of(hash), Optional.empty())));
    }

    /** Returns what the bytes were, as far as the new body is what it was when they were compared. */
    private Optional<ContentHash> hash() throws FileCallException {
        if (verdict != null) {
            return verdict.incomingChanged() ? Optional.empty() : verdict.hash();
        }
        List<HeldName> entries = names.entries(Leads.INCOMING);
        Optional<BodyMetadata> then = intent().kept();
        try (Body body = entries.getFirst()
                .folder()
                .folder()
                .openBody(entries.getFirst().leaf().bytes())) {
            FileFacts now = body.facts();
            boolean same = then.isPresent()
                    && now.modified().equals(then.get().modified())
                    && now.sizeBytes() == formerBody.sizeBytes();
            return same ? Optional.of(ContentHash.of(body, site.cancel())) : Optional.empty();
        }
    }

    @Override
    public void close() {
        if (pair != null) {
            pair.close();
        }
        names.close();
    }
}
