package aka.walk;

import org.jspecify.annotations.Nullable;

/** The folders that a walk entered, by identity: an open-addressed table without an object of its own for each. */
final class VisitedFolders {

    private @Nullable WalkFolder[] table = new @Nullable WalkFolder[64];
    private int size;

    /**
     * Notes a visit, unless it would be one too many.
     *
     * @param folder a folder that was identified, as far as that is possible
     * @param oncePerRoot whether each root may enter it once, instead of all roots together
     * @return whether to enter it; always true where it has no identity
     */
    boolean admit(WalkFolder folder, boolean oncePerRoot) {
        if (!folder.isIdentified()) {
            return true;
        }
        int slot = slotOf(folder);
        WalkFolder before = table[slot];
        if (wasEntered(before, folder, oncePerRoot)) {
            return false;
        }
        folder.setEarlier(before);
        table[slot] = folder;
        if (before == null && ++size * 2 > table.length) {
            grow();
        }
        return true;
    }

    private static boolean wasEntered(@Nullable WalkFolder latest, WalkFolder folder, boolean oncePerRoot) {
        for (WalkFolder visit = latest; visit != null; visit = visit.earlier()) {
            if (!oncePerRoot || visit.root().number() == folder.root().number()) {
                return true;
            }
        }
        return false;
    }

    private int slotOf(WalkFolder folder) {
        int mask = table.length - 1;
        int slot = folder.keyHash() & mask;
        for (WalkFolder there = table[slot]; there != null && !there.sameAs(folder); there = table[slot]) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        @Nullable WalkFolder[] old = table;
        table = new @Nullable WalkFolder[old.length * 2];
        for (WalkFolder folder : old) {
            if (folder != null) {
                table[slotOf(folder)] = folder;
            }
        }
    }
}
