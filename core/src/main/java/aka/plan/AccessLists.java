package aka.plan;

import aka.os.BodyMetadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** What a body's access control lists may allow. What cannot be read here may allow anything. */
final class AccessLists {

    private static final String POSIX = "system.posix_acl_access";
    private static final String NTFS_SECURITY = "system.ntfs_security";
    private static final int HEADER_BYTES = 4;
    private static final int ENTRY_BYTES = 8;
    private static final int VERSION = 2;
    private static final int OWNER = 0x01;
    private static final int WRITE = 0x02;

    private AccessLists() {}

    /** Returns whether there is any. */
    static boolean any(BodyMetadata metadata) {
        if (metadata.attributes().isEmpty()) {
            return false;
        }
        for (String name : metadata.attributes().keySet()) {
            if (isList(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether there is one of a kind whose meaning is not known here, so that it matters who comes to the file. On Windows
     * everybody passes every folder.
     */
    static boolean anyForeign(BodyMetadata metadata) {
        if (metadata.attributes().isEmpty()) {
            return false;
        }
        for (String name : metadata.attributes().keySet()) {
            if (isList(name) && !name.equals(POSIX) && !name.equals(BodyMetadata.WINDOWS_ACL)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether there is one by which someone beside the owner might write. */
    static boolean mayLetOthersWrite(BodyMetadata metadata) {
        for (Map.Entry<String, byte[]> attribute : metadata.attributes().entrySet()) {
            boolean posix = attribute.getKey().equals(POSIX);
            if (posix ? posixLetsOthersWrite(attribute.getValue()) : isList(attribute.getKey())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isList(String attribute) {
        return attribute.equals(BodyMetadata.WINDOWS_ACL)
                || attribute.startsWith("system.") && (attribute.contains("acl") || attribute.equals(NTFS_SECURITY));
    }

    /** {@code struct { __le32 a_version; struct { __le16 e_tag; __le16 e_perm; __le32 e_id; } a_entries[]; }}. */
    private static boolean posixLetsOthersWrite(byte[] value) {
        ByteBuffer list = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        if (value.length < HEADER_BYTES
                || (value.length - HEADER_BYTES) % ENTRY_BYTES != 0
                || list.getInt(0) != VERSION) {
            return true;
        }
        for (int at = HEADER_BYTES; at < value.length; at += ENTRY_BYTES) {
            if (list.getShort(at) != OWNER && (list.getShort(at + 2) & WRITE) != 0) {
                return true;
            }
        }
        return false;
    }
}
