package aka.os.windows;

import aka.os.windows.Declarations.Claim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds claims about Windows against the headers of mingw-w64, by a {@code _Static_assert} for each. Those of programs and
 * those of drivers cannot be read by one compilation, and neither have all: a claim is right if some of them have what it is
 * about, and all that have it agree.
 */
final class HeaderAudit {

    static final String COMPILER = "x86_64-w64-mingw32-gcc";

    private static final String NEWEST = "#define _WIN32_WINNT 0x0A00\n#define NTDDI_VERSION 0x0A00000C\n";

    private static final String OF_PROGRAMS = NEWEST + """
            #define WIN32_LEAN_AND_MEAN
            #define WIN32_NO_STATUS
            #include <windows.h>
            #undef WIN32_NO_STATUS
            #include <winioctl.h>
            #include <winternl.h>
            #include <bcrypt.h>
            #include <ntstatus.h>
            #include <stddef.h>
            """;

    private static final String OF_DRIVERS = NEWEST + """
            #include <ntifs.h>
            #include <stddef.h>
            #define WINAPI NTAPI
            """;

    private final List<String> wrong = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();

    private HeaderAudit() {}

    /** Compares, and leaves what was compiled in {@code folder}. */
    static HeaderAudit of(List<Claim> claims, Path folder) throws IOException {
        HeaderAudit audit = new HeaderAudit();
        Files.createDirectories(folder);
        Reading programs = new Reading(OF_PROGRAMS, folder.resolve("programs.c"));
        Reading drivers = new Reading(OF_DRIVERS, folder.resolve("drivers.c"));
        programs.compile(claims);
        drivers.compile(claims);
        programs.finish();
        drivers.finish();
        for (int i = 0; i < claims.size(); i++) {
            audit.judge(
                    claims.get(i),
                    programs.denied.get(i) || drivers.denied.get(i),
                    programs.unknown.get(i) && drivers.unknown.get(i));
        }
        return audit;
    }

    private void judge(Claim claim, boolean denied, boolean unknown) {
        String said = claim.about() + ": " + claim.condition();
        if (denied) {
            wrong.add(said + " is not so");
        } else if (!unknown && claim.document().isPresent()) {
            wrong.add(said + " is in the headers by now");
        } else if (unknown && claim.document().isEmpty()) {
            wrong.add(said + " is in no header");
        } else if (unknown) {
            unchecked.add(said + " (" + claim.document().get() + ")");
        }
    }

    /** Returns what is not as the headers have it, or is said to be in one and is not. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns what no header has, with the document that has it. */
    List<String> unchecked() {
        return List.copyOf(unchecked);
    }

    /** What some headers make of the claims, a line for each. */
    private static final class Reading {

        private static final Pattern WORD = Pattern.compile("\\b[A-Za-z]\\w*");
        private static final Pattern ERROR = Pattern.compile("(.*?):(\\d+):\\d+: (?:fatal )?error: (.*)");

        private final String includes;
        private final Path file;
        private final BitSet denied = new BitSet();
        private final BitSet unknown = new BitSet();
        private Process compiler;

        Reading(String includes, Path file) throws IOException {
            this.includes = includes;
            this.file = file;
            Files.writeString(file, includes);
            compiler = start("-E", "-dD", "-P");
        }

        /** What none of the headers has a word of is left out: the compiler would look long for one that is similar. */
        void compile(List<Claim> claims) throws IOException {
            Set<String> words = new HashSet<>();
            WORD.matcher(printed()).results().forEach(word -> words.add(word.group()));
            StringBuilder source = new StringBuilder(includes);
            for (int i = 0; i < claims.size(); i++) {
                String condition = claims.get(i).condition();
                unknown.set(i, !WORD.matcher(condition).results().allMatch(word -> words.contains(word.group())));
                source.append(unknown.get(i) ? "" : "_Static_assert(" + condition + ", \"\");")
                        .append('\n');
            }
            Files.writeString(file, source);
            compiler = start("-fsyntax-only");
        }

        void finish() throws IOException {
            int firstLine = (int) includes.lines().count() + 1;
            for (String line : printed().lines().toList()) {
                Matcher error = ERROR.matcher(line);
                if (error.matches()) {
                    int claim = Integer.parseInt(error.group(2)) - firstLine;
                    if (!error.group(1).equals(file.toString()) || claim < 0) {
                        throw new IOException("the headers do not compile: " + line);
                    }
                    (error.group(3).startsWith("static assertion failed") ? denied : unknown).set(claim);
                }
            }
        }

        private Process start(String... options) throws IOException {
            List<String> command = new ArrayList<>(List.of(COMPILER, "-w", "-fno-diagnostics-show-caret"));
            command.addAll(List.of(options));
            command.addAll(List.of("-idirafter", driverHeaders(), file.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            return builder.start();
        }

        /** Those of drivers are in a folder beside the others, wherever those are. */
        private static String driverHeaders() throws IOException {
            Process told = new ProcessBuilder(COMPILER, "-print-file-name=../include/ddk").start();
            return new String(told.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }

        private String printed() throws IOException {
            return new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
