package aka.link;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.LinkSet;
import aka.file.Name;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.NameIndex;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All names of one body as its file system lists them. A list is taken only if a look at each name bears it out. */
final class ListedNames {

    private final FileCalls calls;
    private final FileKey key;
    private final Name asked;
    private final Optional<FileKey> askedFolder;
    private final List<Name> names = new ArrayList<>();
    private OptionalInt linkCount = OptionalInt.empty();
    private long sizeBytes;

    private ListedNames(FileCalls calls, FileKey key, Name asked, Optional<FileKey> askedFolder) {
        this.calls = calls;
        this.key = key;
        this.asked = asked;
        this.askedFolder = askedFolder;
    }

    /**
     * Returns the body with its names, the one that was asked by as it was typed.
     *
     * @throws FileCallException {@link Trouble#UNSUPPORTED} if the volume has no list; {@link Trouble#CHANGED} if there are
     *     not as many names in it as the body is said to have; or whatever kept it from being read
     */
    static LinkSet of(NameIndex index, FileCalls calls, FileKey key, Name asked, Optional<FileKey> askedFolder)
            throws FileCallException {
        ListedNames listed = new ListedNames(calls, key, asked, askedFolder);
        for (Name name : index.names(asked.path())) {
            listed.look(name);
        }
        return listed.result();
    }

    private void look(Name name) throws FileCallException {
        FileFacts facts = calls.find(name.path()).orElse(null);
        // One that was removed meanwhile: the count tells whether that was all.
        if (facts != null && facts.key().equals(Optional.of(key))) {
            names.add(name);
            linkCount = facts.linkCount();
            sizeBytes = facts.sizeBytes();
        }
    }

    private LinkSet result() throws FileCallException {
        if (linkCount.isEmpty() || linkCount.getAsInt() != names.size()) {
            String count = linkCount.isPresent() ? Integer.toString(linkCount.getAsInt()) : "an unknown number";
            throw new FileCallException(
                    "find the names of " + asked.path(),
                    asked.path(),
                    null,
                    Trouble.CHANGED,
                    "",
                    0,
                    "its volume lists " + names.size() + " of " + count,
                    "");
        }
        spellAsTyped();
        names.sort(Comparator.comparing(Name::path));
        return new LinkSet(key, linkCount, sizeBytes, names);
    }

    /** Where case does not count, it may have been typed in another; a short name (8.3) stays as the volume spells it. */
    private void spellAsTyped() throws FileCallException {
        int same = -1;
        for (int i = 0; i < names.size(); i++) {
            boolean exact = names.get(i).leaf().equals(asked.leaf());
            if ((exact || same < 0) && isSpelledLike(names.get(i)) && isInAskedFolder(names.get(i))) {
                same = i;
            }
        }
        if (same >= 0) {
            names.set(same, asked);
        }
    }

    private boolean isSpelledLike(Name name) {
        return name.leaf().toString().equalsIgnoreCase(asked.leaf().toString());
    }

    private boolean isInAskedFolder(Name name) throws FileCallException {
        Path folder = name.folder();
        try (Folder opened = calls.openFolder(folder)) {
            return opened.facts().key().equals(askedFolder);
        }
    }
}
