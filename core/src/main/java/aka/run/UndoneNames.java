package aka.run;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.file.Leaf;
import aka.journal.StepReason;
import aka.os.FileCallException;
import aka.os.Folder;
import aka.os.Listing;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Unlink;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.run.NamesNow.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What takes back the steps that made names and folders, or removed them. */
final class UndoneNames {

    private final Undoing undoing;
    private final Set<PlannedName> coming = new HashSet<>();
    private final Set<PlannedName> going = new HashSet<>();
    /** Names that a body gets by the steps so far. */
    private final Map<FileKey, List<PlannedName>> arriving = new HashMap<>();

    UndoneNames(Undoing undoing) {
        this.undoing = undoing;
    }

    /** A name that was made goes again, unless it is the last one by now. */
    void takeBack(Create create) {
        PlannedName name = create.newName();
        if (undoing.chosen(List.of(name)).isEmpty()) {
            return;
        }
        BodyId body = BodyId.of(create.existing());
        FileFacts facts = undoing.names().facts(name).orElse(null);
        if (facts == null || !undoing.isBody(name.root(), body, facts)) {
            undoing.leaveMoved(name, body);
        } else if (undoing.namesLeft(facts) < 2) {
            undoing.leave(name, StepReason.LAST_NAME, "it is the last name of its file by now");
        } else {
            List<PlannedName> names = new ArrayList<>(List.of(name));
            names.addAll(undoing.leading(body, create.existing().names()));
            names.addAll(arriving(facts));
            undoing.takeNames(facts, 1);
            undoing.add(new Unlink(PlannedBody.of(facts, names), name, false));
            going.add(name);
        }
    }

    /** A name that was removed comes back from another name of its body. */
    void takeBack(Unlink unlink) {
        PlannedName name = unlink.name();
        if (undoing.chosen(List.of(name)).isEmpty()) {
            return;
        }
        BodyId body = BodyId.of(unlink.body());
        switch (undoing.names().look(name)) {
            case Seen.There there -> leaveThere(name, undoing.isBody(name.root(), body, there.facts()));
            case Seen.Hidden hidden -> undoing.leaveHidden(name, hidden.why());
            case Seen.Gone gone -> makeAgain(unlink, survivors(unlink, body));
        }
    }

    private List<PlannedName> survivors(Unlink unlink, BodyId body) {
        List<PlannedName> known = undoing.leading(body, unlink.body().names());
        return known.isEmpty() && !unlink.body().complete()
                ? undoing.survivors(unlink.name().root(), body)
                : known;
    }

    private void makeAgain(Unlink unlink, List<PlannedName> survivors) {
        PlannedName name = unlink.name();
        FileFacts facts = survivors.isEmpty()
                ? null
                : undoing.names().facts(survivors.getFirst()).orElse(null);
        if (facts == null) {
            undoing.leave(
                    name,
                    StepReason.LAST_NAME,
                    unlink.body().complete()
                            ? "its last name was removed, and its bytes with it"
                            : "no name of its file is left, or none could be found");
        } else if (!hasFolder(name)) {
            undoing.leave(name, StepReason.VANISHED, "the folder that it was in is gone");
        } else {
            undoing.add(new Create(PlannedBody.of(facts, survivors), name));
            arrives(facts, name);
            undoing.takeNames(facts, -1);
        }
    }

    /** A name that was led to another body is led back, if that has another name by now and the former one is still there. */
    void takeBack(Repoint repoint) {
        PlannedName name = repoint.name();
        if (undoing.chosen(List.of(name)).isEmpty()) {
            return;
        }
        BodyId kept = BodyId.of(repoint.kept());
        BodyId former = BodyId.of(repoint.former());
        FileFacts now = undoing.names().facts(name).orElse(null);
        if (now == null || !undoing.isBody(name.root(), kept, now)) {
            undoing.leaveMoved(name, kept);
            return;
        }
        List<PlannedName> formers = undoing.leading(former, undoing.namesOfFormer(repoint));
        FileFacts before = formers.isEmpty()
                ? null
                : undoing.names().facts(formers.getFirst()).orElse(null);
        if (before == null) {
            undoing.leave(name, StepReason.LAST_NAME, "the name under which its former file was kept is gone");
            return;
        }
        List<PlannedName> keptNames = new ArrayList<>(List.of(name));
        keptNames.addAll(undoing.leading(kept, repoint.kept().names()));
        keptNames.addAll(arriving(now));
        if (undoing.namesLeft(now) < 2 || keptNames.size() < 2) {
            undoing.leave(name, StepReason.LAST_NAME, "it is the last name of its file by now, or no other is known");
        } else {
            undoing.takeNames(now, 1);
            undoing.takeNames(before, -1);
            arrives(before, name);
            undoing.add(new Repoint(PlannedBody.of(before, formers), PlannedBody.of(now, keptNames), name));
        }
    }

    private void arrives(FileFacts body, PlannedName name) {
        arriving.computeIfAbsent(body.key().orElseThrow(), none -> new ArrayList<>())
                .add(name);
    }

    private List<PlannedName> arriving(FileFacts body) {
        return arriving.getOrDefault(body.key().orElseThrow(), List.of());
    }

    /** A folder that was made goes again, if nothing else is in it. */
    void takeBack(CreateFolder create) {
        PlannedName folder = create.folder();
        if (undoing.chosen(List.of(folder)).isEmpty()) {
            return;
        }
        switch (undoing.names().look(folder)) {
            case Seen.Gone gone -> undoing.leave(folder, StepReason.ALREADY_DONE, "the folder is gone already");
            case Seen.Hidden hidden -> undoing.leaveHidden(folder, hidden.why());
            case Seen.There there -> removeIfEmpty(folder, there.facts());
        }
    }

    private void removeIfEmpty(PlannedName folder, FileFacts facts) {
        try {
            if (facts.kind() != Kind.FOLDER) {
                undoing.leave(folder, StepReason.CHANGED, "it is no folder by now");
            } else if (isToBeEmpty(folder)) {
                undoing.add(new RemoveFolder(folder));
                going.add(folder);
            } else {
                undoing.leave(folder, StepReason.CHANGED, "other things are in the folder by now");
            }
        } catch (FileCallException unreadable) {
            undoing.leave(folder, NotPossible.of(unreadable).reason(), unreadable.getMessage());
        }
    }

    private boolean isToBeEmpty(PlannedName folder) throws FileCallException {
        try (Folder opened = undoing.names().openFolder(folder);
                Listing listing = opened.list()) {
            while (listing.next()) {
                Leaf leaf = listing.leaf();
                if (!going.contains(new PlannedName(folder.root(), leaf.in(folder.below())))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A folder that was removed comes back, empty. */
    void takeBack(RemoveFolder remove) {
        PlannedName folder = remove.folder();
        if (undoing.chosen(List.of(folder)).isEmpty()) {
            return;
        }
        switch (undoing.names().look(folder)) {
            case Seen.There there -> leaveThere(folder, there.facts().kind() == Kind.FOLDER);
            case Seen.Hidden hidden -> undoing.leaveHidden(folder, hidden.why());
            case Seen.Gone gone -> makeAgain(folder);
        }
    }

    private void makeAgain(PlannedName folder) {
        if (hasFolder(folder)) {
            undoing.add(new CreateFolder(folder));
            coming.add(folder);
        } else {
            undoing.leave(folder, StepReason.VANISHED, "the folder that it was in is gone");
        }
    }

    private void leaveThere(PlannedName name, boolean again) {
        if (again) {
            undoing.leave(name, StepReason.ALREADY_DONE, "it is there again already");
        } else {
            undoing.leave(name, StepReason.CHANGED, "something else has this name by now");
        }
    }

    /** Returns whether the folder of a name is there, or will be by then. */
    private boolean hasFolder(PlannedName name) {
        Path above = name.below().getParent();
        if (above == null) {
            return undoing.names().root(name.root()).isPresent();
        }
        PlannedName folder = new PlannedName(name.root(), above);
        return coming.contains(folder)
                || undoing.names()
                        .facts(folder)
                        .filter(facts -> facts.kind() == Kind.FOLDER)
                        .isPresent();
    }
}
