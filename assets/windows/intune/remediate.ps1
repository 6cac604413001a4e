# Intune, Devices > Scripts and remediations: the remediation script. Run it in 64-bit PowerShell, with the system's rights.
# Sets the lock; it is in force after the next restart. To take it off: an assignment less, then `lock.ps1 undo`.
$Lock = "$env:ProgramFiles\Tapdesk\resources\lock\lock.ps1"
if (-not [Environment]::Is64BitProcess) { 'turn on "Run script in 64-bit PowerShell"'; exit 1 }
if (-not (Test-Path -Path $Lock)) { 'Tapdesk is not installed'; exit 1 }
$Said = & powershell.exe -NoProfile -ExecutionPolicy Bypass -File $Lock set
$Status = $LASTEXITCODE
$Said -join '; '
exit $Status
