package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.file.Leftover;
import aka.journal.JournalRecord.Intent;
import aka.journal.Movement;
import aka.os.FileCallException;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of one step that was cut off, with their temporary names, as they are now. Their folders are held open, so that
 * each look and each deed concerns the same entries.
 */
final class StepNames implements AutoCloseable {

    private final RecoverySite site;
    private final BodyId former;
    private final List<HeldName> held = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();
    private final List<Temporary> temporaries = new ArrayList<>();
    private final List<HeldName> known = new ArrayList<>();
    private @Nullable BodyId incoming;

    /**
     * A name that was to lead elsewhere.
     *
     * @param planned the name as the journal has it
     * @param name its entry; empty if its folder is gone
     */
    record Moved(PlannedName planned, Optional<HeldName> name) {}

    /** A temporary name that is there, and the name it was for. */
    record Temporary(Moved of, HeldName at) {}

    private StepNames(RecoverySite site, BodyId former, @Nullable BodyId incoming) {
        this.site = site;
        this.former = former;
        this.incoming = incoming;
    }

    /**
     * Looks at all names of a step.
     *
     * @param former the body that was to be displaced
     * @param incoming the body that was to get the names; null for one that the step made, which is known by its temporary
     *     names
     * @param known further names of either, as far as the journal has them
     */
    static StepNames of(
            RecoverySite site,
            Intent intent,
            PlannedBody former,
            @Nullable PlannedBody incoming,
            List<PlannedName> known)
            throws FileCallException {
        StepNames names = new StepNames(site, BodyId.of(former), incoming == null ? null : BodyId.of(incoming));
        boolean looked = false;
        try {
            names.look(intent, known);
            looked = true;
            return names;
        } finally {
            if (!looked) {
                names.close();
            }
        }
    }

    private void look(Intent intent, List<PlannedName> more) throws FileCallException {
        for (Movement movement : intent.movements()) {
            Moved name = new Moved(movement.name(), hold(movement.name()));
            moved.add(name);
            for (PlannedName temporary : temporariesOf(movement)) {
                Optional<HeldName> at = hold(temporary);
                if (at.isPresent() && at.get().look().isPresent()) {
                    temporaries.add(new Temporary(name, at.get()));
                }
            }
        }
        for (PlannedName name : more) {
            hold(name).ifPresent(known::add);
        }
        if (incoming == null) {
            incoming = made().orElse(null);
        }
    }

    /** Beside the one that the journal has there may be those that a body passes through on its way to the name. */
    private static List<PlannedName> temporariesOf(Movement movement) {
        List<PlannedName> all = new ArrayList<>(List.of(movement.temporary()));
        Leaf leaf = Leaf.of(movement.temporary().below());
        if (Leftover.hasWord(leaf)) {
            for (String word : List.of(RenameMove.WORD, Splitting.WORD)) {
                Path below = movement.temporary()
                        .below()
                        .resolveSibling(Leftover.withWord(leaf, word).in(Path.of("")));
                all.add(new PlannedName(movement.temporary().root(), below));
            }
        }
        return all;
    }

    private Optional<HeldName> hold(PlannedName name) throws FileCallException {
        Optional<HeldName> entry = site.hold(name);
        entry.ifPresent(held::add);
        return entry;
    }

    /**
     * Returns the body that the step made: the one under its temporary names that is not the former one, or else the one that
     * the names lead to. Where there are several, none of them is known to be it.
     */
    private Optional<BodyId> made() throws FileCallException {
        List<HeldName> places = new ArrayList<>();
        temporaries.forEach(temporary -> places.add(temporary.at()));
        Set<BodyId> bodies = strangers(places);
        if (bodies.isEmpty()) {
            places.clear();
            moved.forEach(name -> name.name().ifPresent(places::add));
            bodies = strangers(places);
        }
        return bodies.size() == 1 ? Optional.of(bodies.iterator().next()) : Optional.empty();
    }

    private Set<BodyId> strangers(List<HeldName> places) throws FileCallException {
        Set<BodyId> bodies = new HashSet<>();
        for (HeldName place : places) {
            Optional<FileFacts> facts = place.look();
            if (facts.isPresent()
                    && facts.get().kind() == Kind.FILE
                    && facts.get().key().isPresent()
                    && !site.isBody(place.folder().root(), former, facts.get())) {
                bodies.add(BodyId.of(facts.get()));
            }
        }
        return bodies;
    }

    List<Moved> moved() {
        return moved;
    }

    List<Temporary> temporaries() {
        return temporaries;
    }

    /** Returns the new body; empty where it is not known. */
    Optional<BodyId> incoming() {
        return Optional.ofNullable(incoming);
    }

    /** Returns what a name leads to now. */
    Leads leads(Moved name) throws FileCallException {
        return name.name().isEmpty() ? Leads.NOTHING : leads(name.name().get());
    }

    /** Returns what an entry leads to now. */
    Leads leads(HeldName entry) throws FileCallException {
        Optional<FileFacts> facts = entry.look();
        if (facts.isEmpty()) {
            return Leads.NOTHING;
        }
        int root = entry.folder().root();
        if (facts.get().kind() != Kind.FILE) {
            return Leads.NO_FILE;
        }
        if (site.isBody(root, former, facts.get())) {
            return Leads.FORMER;
        }
        BodyId made = incoming;
        return made != null && site.isBody(root, made, facts.get()) ? Leads.INCOMING : Leads.OTHER;
    }

    /** Returns whether any name leads there. */
    boolean anyLeads(Leads where) throws FileCallException {
        for (Moved name : moved) {
            if (leads(name) == where) {
                return true;
            }
        }
        return false;
    }

    /** Returns how many temporary names lead there. */
    int temporariesLeading(Leads where) throws FileCallException {
        int count = 0;
        for (Temporary temporary : temporaries) {
            if (leads(temporary.at()) == where) {
                count++;
            }
        }
        return count;
    }

    /** Returns the entries of one of both bodies, each once. */
    List<HeldName> entries(Leads where) throws FileCallException {
        List<HeldName> entries = new ArrayList<>();
        Set<Entry> seen = new HashSet<>();
        for (HeldName entry : held) {
            if (leads(entry) == where && seen.add(new Entry(entry.folder().key(), entry.leaf()))) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private record Entry(FileKey folder, Leaf leaf) {}

    /**
     * Returns whether a body has fewer names by its own count than were found: after a crash inside some file systems (ntfs-3g)
     * the count is wrong, and the file would go with one of its names too early.
     */
    boolean isMiscounted() throws FileCallException {
        for (Leads where : List.of(Leads.FORMER, Leads.INCOMING)) {
            List<HeldName> entries = entries(where);
            if (!entries.isEmpty() && linkCount(entries.getFirst()) < entries.size()) {
                return true;
            }
        }
        return false;
    }

    /** Returns how many names the body behind an entry has; 0 if that is not known, which spares none of them. */
    static int linkCount(HeldName entry) throws FileCallException {
        return entry.look().map(facts -> facts.linkCount().orElse(0)).orElse(0);
    }

    @Override
    public void close() {
        held.forEach(site::release);
        held.clear();
    }
}
