package aka.os.linux;

import aka.file.RawPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders that this machine exports by NFS: the first field of each line of exports(5) and of what was made of it. */
final class NfsExports {

    /** What is to be exported, and what the server and the kernel say is. */
    static final List<Path> FILES =
            List.of(Path.of("/etc/exports"), Path.of("/var/lib/nfs/etab"), Path.of("/proc/fs/nfsd/exports"));

    private NfsExports() {}

    /** Returns the folders named in {@code file}; none where it is not there, or not for this user to read. */
    static List<Path> in(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException noServer) {
            return List.of();
        }
        List<Path> folders = new ArrayList<>();
        boolean continued = false;
        for (String line : lines) {
            String field = continued ? "" : field(line.strip());
            if (field.startsWith("/")) {
                folders.add(RawPath.path(OctalEscapes.bytes(field)));
            }
            continued = line.endsWith("\\");
        }
        return folders;
    }

    private static String field(String line) {
        if (line.startsWith("\"")) {
            int end = line.indexOf('"', 1);
            return end < 0 ? "" : line.substring(1, end);
        }
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }
}
