package aka.os;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which machine this is, so that what was written down elsewhere is recognised.
 *
 * @param machine the installation's own id (Linux: {@code /etc/machine-id}), or the host name where there is none
 * @param boot which start of it; a process of another boot is surely gone (Linux: {@code /proc/sys/kernel/random/boot_id});
 *     empty where unknown
 */
public record Host(String machine, String boot) {

    /** Returns the machine that this process runs on. */
    public static Host here() {
        String id = line(Path.of("/etc/machine-id"));
        // What an image has until its first start (machine-id(5)) is no id.
        String machine = id.isEmpty() || id.equals("uninitialized") ? name() : id;
        return new Host(machine, line(Path.of("/proc/sys/kernel/random/boot_id")));
    }

    private static String name() {
        String name = line(Path.of("/proc/sys/kernel/hostname"));
        if (!name.isEmpty()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException notThere) {
            return "";
        }
    }
}
