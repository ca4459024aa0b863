package aka.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a system is told so that it starts {@code aka group watch} when this user logs in: a file that says how, and commands that
 * have it read. Each of the three is the system's own way for programs of one user.
 *
 * @param file the file; of Windows, which keeps it by itself, only its name
 * @param text what it says; empty on Windows
 * @param install what is run once the file is there
 * @param remove what is run before it goes
 * @param status what is run to ask whether it is at work: exits with 0 if so
 */
record WatchUnit(Path file, String text, List<List<String>> install, List<List<String>> remove, List<String> status) {

    private static final String NAME = "aka-group-watch";

    /**
     * Returns what this system takes.
     *
     * @param home where a user's own files are
     * @param program the absolute path of aka
     * @param set the variables that aka goes by, as they are set now: the system would start it without
     */
    static WatchUnit of(String system, Path home, Path program, Map<String, String> set) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return windows(program);
        }
        return lower.startsWith("mac") ? mac(home, program, set) : systemd(home, program, set);
    }

    /** systemd.unit(5), systemd.exec(5): a percent sign stands for something else unless it is doubled. */
    private static WatchUnit systemd(Path home, Path program, Map<String, String> set) {
        String unit = NAME + ".service";
        String environment = set.entrySet().stream()
                .map(each -> "Environment=\"" + each.getKey() + "=" + quoted(each.getValue()) + "\"\n")
                .sorted()
                .collect(Collectors.joining());
        String text = """
                [Unit]
                Description=aka group watch: tells when linked files are split, and heals what their groups say

                [Service]
                %sExecStart="%s" group watch
                SuccessExitStatus=143
                Restart=on-failure
                RestartSec=30
                Nice=10

                [Install]
                WantedBy=default.target
                """.formatted(environment, quoted(program.toString()).replace("$", "$$"));
        return new WatchUnit(
                home.resolve(".config").resolve("systemd").resolve("user").resolve(unit),
                text,
                List.of(
                        List.of("systemctl", "--user", "daemon-reload"),
                        List.of("systemctl", "--user", "enable", unit),
                        List.of("systemctl", "--user", "restart", unit)),
                List.of(List.of("systemctl", "--user", "disable", "--now", unit)),
                List.of("systemctl", "--user", "is-active", "--quiet", unit));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** launchd.plist(5). */
    private static WatchUnit mac(Path home, Path program, Map<String, String> set) {
        String label = "aka.group.watch";
        String variables = set.entrySet().stream()
                .map(each -> "<key>" + each.getKey() + "</key><string>" + escaped(each.getValue()) + "</string>")
                .sorted()
                .collect(Collectors.joining());
        String environment = set.isEmpty() ? "" : "  <key>EnvironmentVariables</key><dict>" + variables + "</dict>\n";
        String text = """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>Label</key><string>%s</string>
                  <key>ProgramArguments</key>
                  <array><string>%s</string><string>group</string><string>watch</string></array>
                %s  <key>RunAtLoad</key><true/>
                  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
                </dict>
                </plist>
                """.formatted(label, escaped(program.toString()), environment);
        Path file = home.resolve("Library").resolve("LaunchAgents").resolve(label + ".plist");
        return new WatchUnit(
                file,
                text,
                List.of(List.of("launchctl", "load", "-w", file.toString())),
                List.of(List.of("launchctl", "unload", "-w", file.toString())),
                List.of("launchctl", "list", label));
    }

    private static WatchUnit windows(Path program) {
        // Its own way to quote a path with blanks: double quotes would have to be escaped twice.
        String run = "'" + program + "' group watch";
        return new WatchUnit(
                Path.of(NAME),
                "",
                List.of(
                        List.of("schtasks", "/Create", "/F", "/SC", "ONLOGON", "/TN", NAME, "/TR", run),
                        List.of("schtasks", "/Run", "/TN", NAME)),
                List.of(List.of("schtasks", "/End", "/TN", NAME), List.of("schtasks", "/Delete", "/F", "/TN", NAME)),
                List.of("schtasks", "/Query", "/TN", NAME));
    }

    /** Returns whether there is a file of ours to be written. */
    boolean hasFile() {
        return !text.isEmpty();
    }
}
