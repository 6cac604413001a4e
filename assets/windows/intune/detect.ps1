# Intune, Devices > Scripts and remediations: the detection script. Run it in 64-bit PowerShell, with the system's rights.
# Exit status 0: the lock is in force; 1: it is not, or cannot be looked at, and Intune runs remediate.ps1.
$Lock = "$env:ProgramFiles\Tapdesk\resources\lock\lock.ps1"
if (-not [Environment]::Is64BitProcess) { 'turn on "Run script in 64-bit PowerShell"'; exit 1 }
if (-not (Test-Path -Path $Lock)) { 'Tapdesk is not installed'; exit 1 }
$Said = & powershell.exe -NoProfile -ExecutionPolicy Bypass -File $Lock check
$Status = $LASTEXITCODE
$Said -join '; '
exit $Status
