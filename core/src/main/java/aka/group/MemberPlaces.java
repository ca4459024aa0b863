package aka.group;

import aka.file.RawPath;
import aka.file.RawText;
import aka.walk.Glob;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the paths of a file of groups may lead. A person's own file names any path. One that came with a project may be a
 * stranger's: it names what is inside its folder.
 */
public final class MemberPlaces {

    private static final String TREE = "/**";

    /** A pattern becomes a regular expression, whose reading takes room for each of its braces. */
    private static final int PATTERN_MOST = 4096;

    private static final int BRACES_MOST = 50;

    /** Where {@code ~} leads, in a person's own file. */
    private final Optional<Path> home;

    /** Where paths begin, and stay, in a file of a project. */
    private final Optional<Path> project;

    private MemberPlaces(Optional<Path> home, Optional<Path> project) {
        this.home = home;
        this.project = project;
    }

    /**
     * Returns the places of a person's own file.
     *
     * @param home an absolute path
     */
    public static MemberPlaces of(Path home) {
        return new MemberPlaces(Optional.of(home), Optional.empty());
    }

    /** Returns the places of a file that lies in the folder of a project. */
    public static MemberPlaces inside(Path folder) {
        return new MemberPlaces(Optional.empty(), Optional.of(folder));
    }

    Optional<Path> project() {
        return project;
    }

    Member member(GroupsLine.Paths paths) throws BadLineException {
        List<GroupsLine.Part> parts = paths.parts();
        if (parts.size() > 1) {
            List<Path> tops = new ArrayList<>();
            for (GroupsLine.Part part : parts) {
                tops.add(treeTop(part));
            }
            return new Member.Trees(tops);
        }
        GroupsLine.Part only = parts.getFirst();
        return only.isPattern() ? matching(only) : single(only);
    }

    /** Returns the path of a file that is to stay a copy. */
    Path copy(GroupsLine.Part part) throws BadLineException {
        if (part.isPattern()) {
            throw new BadLineException(part.column(), "a copy is one path, no pattern");
        }
        return single(part).path();
    }

    private Member.Single single(GroupsLine.Part part) throws BadLineException {
        Path path = path(part.column(), part.text());
        Path leaf = path.getFileName();
        if (leaf == null || leaf.toString().equals("..") || leaf.toString().equals(".")) {
            throw new BadLineException(part.column(), "this can be a folder only, which has one name");
        }
        return new Member.Single(path);
    }

    /** In a pattern a backslash takes the next character as it is; where it stands between folders it does so here, too. */
    private static String slashed(GroupsLine.Part part) {
        return RawPath.pathsAreBytes() ? part.text() : part.text().replace('\\', '/');
    }

    /** Returns the folder that ends before a slash: of nothing or a drive alone it is the root. */
    private static String folder(String text) {
        return text.isEmpty() || text.endsWith(":") ? text + "/" : text;
    }

    private Path treeTop(GroupsLine.Part part) throws BadLineException {
        String text = slashed(part);
        if (!text.endsWith(TREE)) {
            throw new BadLineException(part.column(), "both sides of <-> are folders, and end with /**");
        }
        String top = text.substring(0, text.length() - TREE.length());
        if (!part.quoted() && GroupsLine.Part.isPattern(top)) {
            throw new BadLineException(part.column(), "a side of <-> is one folder: no pattern before /**");
        }
        return path(part.column(), folder(top));
    }

    private Member matching(GroupsLine.Part part) throws BadLineException {
        String text = slashed(part);
        if (text.length() > PATTERN_MOST || text.chars().filter(c -> c == '{').count() > BRACES_MOST) {
            throw new BadLineException(part.column(), "this pattern is too long, or has too many {");
        }
        int pattern = 0;
        while (!GroupsLine.Part.isPattern(text.substring(pattern, pattern + 1))) {
            pattern++;
        }
        int slash = text.lastIndexOf('/', pattern);
        String glob = text.substring(slash + 1);
        try {
            Glob.of(glob, false);
        } catch (IllegalArgumentException bad) {
            throw new BadLineException(part.column() + slash + 1, String.valueOf(bad.getMessage()));
        }
        if (slash < 0 && project.isPresent()) {
            return new Member.Matching(project.get(), glob);
        }
        return new Member.Matching(
                slash < 0 ? path(part.column(), glob) : path(part.column(), folder(text.substring(0, slash))), glob);
    }

    private Path path(int column, String text) throws BadLineException {
        try {
            return project.isPresent() ? inside(project.get(), column, text) : own(column, text);
        } catch (InvalidPathException bad) {
            throw new BadLineException(column, "the system allows no such path: " + bad.getReason());
        }
    }

    private Path own(int column, String text) throws BadLineException {
        if (home.isPresent() && text.equals("~")) {
            return home.get();
        }
        Path path = RawText.path(text.startsWith("~/") ? text.substring(2) : text);
        if (home.isPresent() && text.startsWith("~/")) {
            return home.get().resolve(path);
        }
        if (!path.isAbsolute()) {
            throw new BadLineException(column, "a path here is absolute, or begins with ~/");
        }
        return path;
    }

    /** A stranger's file must not reach out of its folder, by whatever spelling. */
    private static Path inside(Path folder, int column, String text) throws BadLineException {
        Path path = RawText.path(text);
        if (path.isAbsolute() || path.getRoot() != null) {
            throw new BadLineException(column, "a path here begins in the folder of this file");
        }
        for (Path part : path) {
            if (part.toString().equals("..")
                    || part.toString().equals(".")
                    || part.toString().isEmpty()) {
                throw new BadLineException(
                        column, "a path here stays in the folder of this file: no '" + part + "' in it");
            }
        }
        return folder.resolve(path);
    }
}
