# What Windows offers no command for: a profile for an account that has never logged in, and a secret of the system for its password. Dot-sourced by lockdown.ps1.
$code = @'
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

public static class MotCuaNative
{
    [StructLayout(LayoutKind.Sequential)]
    private struct LsaString { public ushort Length; public ushort MaximumLength; public IntPtr Buffer; }

    [StructLayout(LayoutKind.Sequential)]
    private struct LsaAttributes { public int Length; public IntPtr Root; public IntPtr Name; public uint Attributes; public IntPtr Security; public IntPtr Quality; }

    [DllImport("advapi32.dll")]
    private static extern uint LsaOpenPolicy(IntPtr system, ref LsaAttributes attributes, uint access, out IntPtr policy);
    [DllImport("advapi32.dll")]
    private static extern uint LsaStorePrivateData(IntPtr policy, ref LsaString name, IntPtr data);
    [DllImport("advapi32.dll")]
    private static extern uint LsaNtStatusToWinError(uint status);
    [DllImport("advapi32.dll")]
    private static extern uint LsaClose(IntPtr policy);
    [DllImport("userenv.dll", CharSet = CharSet.Unicode)]
    private static extern int CreateProfile(string sid, string user, StringBuilder path, uint length);

    private const uint CreateSecret = 0x20;
    private const int AlreadyThere = unchecked((int)0x800700B7);

    private static LsaString Pin(string text)
    {
        return new LsaString { Buffer = Marshal.StringToHGlobalUni(text), Length = (ushort)(text.Length * 2), MaximumLength = (ushort)(text.Length * 2 + 2) };
    }

    private static void Check(uint status)
    {
        if (status != 0) throw new Win32Exception((int)LsaNtStatusToWinError(status));
    }

    // Null takes the secret away.
    public static void SetSecret(string name, string secret)
    {
        LsaAttributes attributes = new LsaAttributes();
        attributes.Length = Marshal.SizeOf(typeof(LsaAttributes));
        IntPtr policy;
        Check(LsaOpenPolicy(IntPtr.Zero, ref attributes, CreateSecret, out policy));
        LsaString key = Pin(name);
        IntPtr data = IntPtr.Zero;
        try
        {
            if (secret == null) { LsaStorePrivateData(policy, ref key, IntPtr.Zero); return; }
            LsaString value = Pin(secret);
            data = Marshal.AllocHGlobal(Marshal.SizeOf(typeof(LsaString)));
            Marshal.StructureToPtr(value, data, false);
            try { Check(LsaStorePrivateData(policy, ref key, data)); }
            finally { Marshal.ZeroFreeGlobalAllocUnicode(value.Buffer); }
        }
        finally
        {
            Marshal.FreeHGlobal(key.Buffer);
            if (data != IntPtr.Zero) Marshal.FreeHGlobal(data);
            LsaClose(policy);
        }
    }

    public static void MakeProfile(string sid, string user)
    {
        int result = CreateProfile(sid, user, new StringBuilder(260), 260);
        if (result != 0 && result != AlreadyThere) Marshal.ThrowExceptionForHR(result);
    }
}
'@
if (-not ('MotCuaNative' -as [type])) { Add-Type -TypeDefinition $code -Language CSharp }
