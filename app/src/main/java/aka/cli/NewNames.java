package aka.cli;

import aka.file.Kind;
import aka.file.Leaf;
import aka.os.FileCallException;
import aka.os.FileCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a typed new name means: a folder gets the name inside it. */
final class NewNames {

    private NewNames() {}

    /** Returns where the name is to be made: {@code typed} itself, or inside it if it is a folder or ends like one. */
    static Path resolve(FileCalls calls, Path existing, String typed) {
        Path path = Invocation.path(typed);
        boolean asFolder = typed.endsWith("/") || Terminals.isWindows() && typed.endsWith("\\");
        return asFolder || isFolder(calls, path) ? inside(existing, path) : path;
    }

    /** Returns the name of {@code existing} inside {@code folder}. */
    static Path inside(Path existing, Path folder) {
        Path leaf = existing.getFileName();
        if (leaf == null || leaf.toString().equals("..") || leaf.toString().equals(".")) {
            throw new WrongUsage(existing + " ends in no name that could be made elsewhere", "Write its name out.");
        }
        return Leaf.of(existing).in(folder);
    }

    /** Returns whether {@code path} is a folder, or a link to one. */
    static boolean isFolder(FileCalls calls, Path path) {
        try {
            Kind kind = calls.facts(path).kind();
            if (kind != Kind.SYMLINK && kind != Kind.JUNCTION) {
                return kind == Kind.FOLDER;
            }
            calls.openFolder(path).close();
            return true;
        } catch (FileCallException notThere) {
            return false;
        }
    }

    /** Returns whether there is anything under this name. */
    static boolean isThere(FileCalls calls, Path path) throws FileCallException {
        return calls.find(path).isPresent();
    }

    /** Returns the folders above a name that are not there, the topmost first. */
    static List<Path> missingFolders(FileCalls calls, Path newName) throws FileCallException {
        List<Path> missing = new ArrayList<>();
        @Nullable Path folder = newName.getParent();
        while (folder != null && !isThere(calls, folder)) {
            missing.addFirst(folder);
            folder = folder.getParent();
        }
        return missing;
    }
}
