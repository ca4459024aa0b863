package aka.cli;

import aka.file.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code @file} among the arguments: each line of the file is an argument, exactly as it stands there. {@code @@x} is the
 * argument {@code @x}, and after {@code --} nothing is special any more.
 */
final class ArgumentFiles {

    private ArgumentFiles() {}

    /**
     * Returns the arguments with the files put in their place.
     *
     * @throws WrongUsage if a file cannot be read
     */
    static List<String> expand(List<String> args) {
        List<String> expanded = new ArrayList<>(args.size());
        boolean literal = false;
        for (String arg : args) {
            if (literal || arg.length() < 2 || arg.charAt(0) != '@') {
                expanded.add(arg);
            } else if (arg.charAt(1) == '@') {
                expanded.add(arg.substring(1));
            } else {
                expanded.addAll(lines(arg.substring(1)));
            }
            literal |= arg.equals("--");
        }
        return expanded;
    }

    private static List<String> lines(String file) {
        try {
            return lines(Files.readAllBytes(RawText.path(file)));
        } catch (IOException | InvalidPathException e) {
            throw new WrongUsage(
                    "cannot read the argument file " + file,
                    "A path that begins with @ is written with two: @@" + file);
        }
    }

    /** Returns the lines, which on Windows may end with CR LF; elsewhere a carriage return may be the end of a name. */
    static List<String> lines(byte[] bytes) {
        return lines(bytes, System.lineSeparator().equals("\r\n"));
    }

    static List<String> lines(byte[] bytes, boolean mayEndWithCrLf) {
        List<String> lines = split(bytes, '\n');
        boolean lastHasNoEnd = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
        for (int i = 0; mayEndWithCrLf && i < lines.size() - (lastHasNoEnd ? 1 : 0); i++) {
            String line = lines.get(i);
            if (line.endsWith("\r")) {
                lines.set(i, line.substring(0, line.length() - 1));
            }
        }
        return lines;
    }

    /** Returns what stands before each {@code separator}, and what follows the last one unless that is nothing. */
    static List<String> split(byte[] bytes, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == separator) {
                parts.add(RawText.of(Arrays.copyOfRange(bytes, start, at)));
                start = at + 1;
            }
        }
        if (start < bytes.length) {
            parts.add(RawText.of(Arrays.copyOfRange(bytes, start, bytes.length)));
        }
        return parts;
    }
}
