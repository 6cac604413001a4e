// A secret of the system (LSA), where Windows looks for the password of an automatic sign-in. Loaded by lock.ps1.
// Source: learn.microsoft.com/windows/win32/secauthn/protecting-the-automatic-logon-password; LsaStorePrivateData (ntsecapi.h).
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;

public static class SystemSecret
{
    [StructLayout(LayoutKind.Sequential)]
    private struct Text
    {
        public ushort Bytes;
        public ushort Room;
        public IntPtr Characters;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ObjectAttributes
    {
        public int Length;
        public IntPtr RootDirectory;
        public IntPtr ObjectName;
        public int Attributes;
        public IntPtr SecurityDescriptor;
        public IntPtr SecurityQualityOfService;
    }

    private const uint CreateSecret = 0x20;
    private const uint NameNotFound = 0xC0000034;

    [DllImport("advapi32.dll")]
    private static extern uint LsaOpenPolicy(IntPtr system, ref ObjectAttributes attributes, uint access, out IntPtr policy);

    [DllImport("advapi32.dll")]
    private static extern uint LsaStorePrivateData(IntPtr policy, ref Text name, IntPtr data);

    [DllImport("advapi32.dll")]
    private static extern uint LsaClose(IntPtr policy);

    [DllImport("advapi32.dll")]
    private static extern int LsaNtStatusToWinError(uint status);

    private static void Check(uint status)
    {
        if (status != 0) throw new Win32Exception(LsaNtStatusToWinError(status));
    }

    private static Text TextOf(string value)
    {
        int bytes = value.Length * sizeof(char);
        return new Text
        {
            Bytes = (ushort)bytes,
            Room = (ushort)(bytes + sizeof(char)),
            Characters = Marshal.StringToHGlobalUni(value),
        };
    }

    /// <summary>Keeps a secret under a name, or takes it away where the value is null; one that is not there is no error.</summary>
    /// <exception cref="Win32Exception">The system refused.</exception>
    public static void Store(string name, string value)
    {
        ObjectAttributes attributes = new ObjectAttributes { Length = Marshal.SizeOf(typeof(ObjectAttributes)) };
        IntPtr policy;
        Check(LsaOpenPolicy(IntPtr.Zero, ref attributes, CreateSecret, out policy));
        Text key = TextOf(name);
        Text text = value == null ? new Text() : TextOf(value);
        IntPtr data = IntPtr.Zero;
        try
        {
            if (value != null)
            {
                data = Marshal.AllocHGlobal(Marshal.SizeOf(typeof(Text)));
                Marshal.StructureToPtr(text, data, false);
            }
            uint status = LsaStorePrivateData(policy, ref key, data);
            if (value != null || status != NameNotFound) Check(status);
        }
        finally
        {
            if (text.Characters != IntPtr.Zero) Marshal.ZeroFreeGlobalAllocUnicode(text.Characters);
            Marshal.FreeHGlobal(data);
            Marshal.FreeHGlobal(key.Characters);
            LsaClose(policy);
        }
    }
}
