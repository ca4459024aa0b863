package aka.os.windows;

import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Who owns a file, and who may do what with it, in the self-relative form (MS-DTYP 2.4.6).
 *
 * <pre>{@code
 * struct SECURITY_DESCRIPTOR_RELATIVE { BYTE Revision, Sbz1; WORD Control; DWORD Owner, Group, Sacl, Dacl; };
 * struct ACL { BYTE AclRevision, Sbz1; WORD AclSize, AceCount, Sbz2; };
 * struct ACCESS_ALLOWED_ACE { struct { BYTE AceType, AceFlags; WORD AceSize; } Header; DWORD Mask; DWORD SidStart; };
 * }</pre>
 */
@Header("SE_*")
final class SecurityDescriptor {

    @Header("OWNER_SECURITY_INFORMATION")
    static final int OWNER = 0x1;

    @Header("GROUP_SECURITY_INFORMATION")
    static final int GROUP = 0x2;

    @Header("DACL_SECURITY_INFORMATION")
    static final int DACL = 0x4;

    @Header("LABEL_SECURITY_INFORMATION")
    static final int LABEL = 0x10;

    @Header("PROTECTED_DACL_SECURITY_INFORMATION")
    private static final int PROTECTED_DACL = 0x8000_0000;

    @Header("UNPROTECTED_DACL_SECURITY_INFORMATION")
    private static final int UNPROTECTED_DACL = 0x2000_0000;

    private static final Structure RELATIVE = Structure.of("SECURITY_DESCRIPTOR_RELATIVE", 20);
    private static final Field CONTROL = RELATIVE.field("Control", 2, 2);
    private static final Field OWNER_OFFSET = RELATIVE.field("Owner", 4, 4);
    private static final Field GROUP_OFFSET = RELATIVE.field("Group", 8, 4);
    private static final Field SACL_OFFSET = RELATIVE.field("Sacl", 12, 4);
    private static final Field DACL_OFFSET = RELATIVE.field("Dacl", 16, 4);

    private static final Structure ACL = Structure.of("ACL", 8);
    private static final Field ACL_SIZE = ACL.field("AclSize", 2, 2);
    private static final Field ACE_COUNT = ACL.field("AceCount", 4, 2);

    private static final Structure ALLOWED = Structure.of("ACCESS_ALLOWED_ACE", 12);
    private static final Field ACE_FLAGS = ALLOWED.field("Header.AceFlags", 1, 1);
    private static final Field ACE_SIZE = ALLOWED.field("Header.AceSize", 2, 2);
    private static final Field MASK = ALLOWED.field("Mask", 4, 4);
    private static final Field SID_START = ALLOWED.field("SidStart", 8, 4);

    private static final int DACL_PRESENT = 0x4;
    private static final int DACL_AUTO_INHERIT_REQ = 0x100;
    private static final int DACL_AUTO_INHERITED = 0x400;
    private static final int DACL_PROTECTED = 0x1000;
    private static final int SELF_RELATIVE = 0x8000;

    @Header("SECURITY_DESCRIPTOR_REVISION")
    private static final int REVISION = 1;

    @Header("ACL_REVISION")
    private static final int ACL_REVISION = 2;

    @Header("INHERITED_ACE")
    private static final int INHERITED_ACE = 0x10;
    /** What is made in the folder is for the same people. */
    @Header("OBJECT_INHERIT_ACE | CONTAINER_INHERIT_ACE")
    private static final int OBJECT_AND_CONTAINER_INHERIT = 0x3;

    @Header("FILE_ALL_ACCESS")
    private static final int FILE_ALL_ACCESS = 0x1F_01FF;

    private final byte[] owner;
    private final byte[] access;

    /**
     * @param owner the owner's identifier, and behind it the group's; or nothing
     * @param access the part of {@code Control} that tells of the list, two bytes, and behind it the list ({@code DACL}); without
     *     one everybody may do everything
     */
    SecurityDescriptor(byte[] owner, byte[] access) {
        this.owner = owner;
        this.access = access;
    }

    byte[] owner() {
        return owner;
    }

    byte[] access() {
        return access;
    }

    /** Returns what is written in {@code memory}, as {@code NtQuerySecurityObject} puts it there. */
    static SecurityDescriptor in(NativeMemory memory) {
        byte[] all = memory.copy(0, memory.size());
        ByteArrayOutputStream owner = new ByteArrayOutputStream();
        for (Field offset : new Field[] {OWNER_OFFSET, GROUP_OFFSET}) {
            int at = (int) offset.in(memory, 0);
            if (at != 0) {
                owner.write(all, at, Sids.length(all, at));
            }
        }
        int control = (int) CONTROL.in(memory, 0) & (DACL_PRESENT | DACL_PROTECTED);
        int list = (int) DACL_OFFSET.in(memory, 0);
        int size = list == 0 ? 0 : (int) ACL_SIZE.in(memory, list);
        ByteBuffer access = ByteBuffer.allocate(2 + size).order(ByteOrder.LITTLE_ENDIAN);
        access.putShort((short) control).put(all, list, size);
        return new SecurityDescriptor(owner.toByteArray(), access.array());
    }

    /** Returns whether the descriptor in {@code memory} has a list of the system's (SACL), in which labels are. */
    static boolean hasSystemList(NativeMemory memory) {
        int list = (int) SACL_OFFSET.in(memory, 0);
        return list != 0 && ACE_COUNT.in(memory, list) != 0;
    }

    /** Returns that of something which {@code user} alone may come to, whoever owns it. */
    static SecurityDescriptor forOnly(byte[] user) {
        int aceSize = SID_START.offset() + user.length;
        ByteBuffer access = ByteBuffer.allocate(2 + ACL.bytes() + aceSize).order(ByteOrder.LITTLE_ENDIAN);
        access.putShort((short) (DACL_PRESENT | DACL_PROTECTED));
        int list = access.position();
        access.put(list, (byte) ACL_REVISION);
        access.putShort(list + ACL_SIZE.offset(), (short) (ACL.bytes() + aceSize));
        access.putShort(list + ACE_COUNT.offset(), (short) 1);
        int ace = list + ACL.bytes();
        access.put(ace + ACE_FLAGS.offset(), (byte) OBJECT_AND_CONTAINER_INHERIT);
        access.putShort(ace + ACE_SIZE.offset(), (short) aceSize);
        access.putInt(ace + MASK.offset(), FILE_ALL_ACCESS);
        access.put(ace + SID_START.offset(), user);
        return new SecurityDescriptor(new byte[0], access.array());
    }

    /** Writes it into {@code memory} as the calls take it. */
    void write(NativeMemory memory) {
        byte[] list = Arrays.copyOfRange(access, 2, access.length);
        int control =
                control() | SELF_RELATIVE | (hasInherited(list) ? DACL_AUTO_INHERIT_REQ | DACL_AUTO_INHERITED : 0);
        int at = RELATIVE.bytes();
        int group = owner.length == 0 ? 0 : Sids.length(owner, 0);
        memory.clear(RELATIVE.bytes());
        memory.bytes().put(0, (byte) REVISION);
        CONTROL.put(memory, control);
        OWNER_OFFSET.put(memory, owner.length == 0 ? 0 : at);
        GROUP_OFFSET.put(memory, owner.length <= group ? 0 : at + group);
        memory.bytes().put(at, owner);
        at += owner.length;
        DACL_OFFSET.put(memory, list.length == 0 ? 0 : at);
        memory.bytes().put(at, list);
    }

    /** Returns which parts a call is to set that gives a file all of this. */
    int parts() {
        int list = DACL | ((control() & DACL_PROTECTED) != 0 ? PROTECTED_DACL : UNPROTECTED_DACL);
        return owner.length == 0 ? list : OWNER | GROUP | list;
    }

    private int control() {
        return ByteBuffer.wrap(access).order(ByteOrder.LITTLE_ENDIAN).getShort(0) & 0xFFFF;
    }

    /** What was inherited stays so only if the call is told that somebody has seen to it. */
    private static boolean hasInherited(byte[] list) {
        ByteBuffer acl = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
        int count = list.length == 0 ? 0 : acl.getShort(ACE_COUNT.offset()) & 0xFFFF;
        int at = ACL.bytes();
        for (int i = 0; i < count && at + ACE_SIZE.offset() + 2 <= list.length; i++) {
            if ((acl.get(at + ACE_FLAGS.offset()) & INHERITED_ACE) != 0) {
                return true;
            }
            at += acl.getShort(at + ACE_SIZE.offset()) & 0xFFFF;
        }
        return false;
    }
}
