package aka.group;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Paths that somebody declared to be one file, under a name.
 *
 * @param name what it is called; unique among the groups of its file
 * @param members the paths, at least one; with what they stand for now there may be fewer than two
 * @param copies absolute paths of files that are to hold the same bytes and stay files of their own
 * @param heal what is healed by who watches it
 * @param line where it begins in its file, from 1
 * @param project the folder that its paths must not leave, where a project's file declares it
 */
public record Group(
        String name, List<Member> members, List<Path> copies, AutoHeal heal, int line, Optional<Path> project) {

    /** The longest name, in characters. */
    static final int NAME_LENGTH_MOST = 100;

    public Group {
        members = List.copyOf(members);
        copies = List.copyOf(copies);
    }

    /** A group without copies, of which nothing is healed unasked. */
    public Group(String name, List<Member> members, int line, Optional<Path> project) {
        this(name, members, List.of(), AutoHeal.ASK, line, project);
    }
}
