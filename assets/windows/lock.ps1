#Requires -RunAsAdministrator
#Requires -Version 5.1
<#
.SYNOPSIS
  The operating system's lock of a Tapdesk station: lock.ps1 check | set | undo
.DESCRIPTION
  check  says of each part whether it is in force; exit status 0: all, 1: not all. Changes nothing.
  set    keeps what was there before in lock-undo.json, then sets each part. May be repeated.
  undo   puts back what lock-undo.json has.
  Parts: the values of lock.json, the shell, the keyboard filter, which programs may run, power, automatic sign-in
         of the local account.
  Built to Microsoft's documentation and not tried on a machine yet: docs/lock-windows.md says how to try each part.
.PARAMETER Account
  The local account that the desk runs as. Not an administrator. `set` makes it where it is not there.
#>
param(
  [Parameter(Mandatory)] [ValidateSet('check', 'set', 'undo')] [string] $Do,
  [string] $Account = 'tapdesk',
  [string] $Program = "$env:ProgramFiles\Tapdesk\Tapdesk.exe"
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$Embedded = 'root\standardcimv2\embedded'
$Values = Get-Content -Raw -Path (Join-Path $PSScriptRoot 'lock.json') | ConvertFrom-Json
$ProgramsFile = Join-Path $PSScriptRoot 'applocker.xml'
$UndoFile = Join-Path $env:ProgramData 'Tapdesk\lock-undo.json'

function Get-AccountSid { (Get-LocalUser -Name $Account).SID.Value }

# The registry: one value each, as lock.json has it.
function Get-Value($Item) {
  $Key = Get-ItemProperty -Path $Item.path -Name $Item.name -ErrorAction SilentlyContinue
  if ($null -eq $Key) { return $null }
  return $Key.($Item.name)
}
function Get-ValueType($Item) { if ($Item.PSObject.Properties.Name -contains 'type') { $Item.type } else { 'DWord' } }
function Test-Registry { @($Values | Where-Object { (Get-Value $_) -ne $_.value }).Count -eq 0 }
function Set-Registry {
  # What hides the buttons of the sign-in screen.
  Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedLogon -All -NoRestart | Out-Null
  foreach ($Item in $Values) {
    if (-not (Test-Path -Path $Item.path)) { New-Item -Path $Item.path -Force | Out-Null }
    New-ItemProperty -Path $Item.path -Name $Item.name -Value $Item.value -PropertyType (Get-ValueType $Item) -Force | Out-Null
  }
}
function Undo-Registry($Before) {
  foreach ($Item in $Before.registry) {
    if ($null -ne $Item.before) { Set-ItemProperty -Path $Item.path -Name $Item.name -Value $Item.before }
    else { Remove-ItemProperty -Path $Item.path -Name $Item.name -ErrorAction SilentlyContinue }
  }
}

# Shell Launcher: the desk in place of the desktop, and started again when it ends (action 0).
# Source: WESL_UserSetting, learn.microsoft.com/windows/configuration/shell-launcher
function Get-ShellLauncher { Get-CimClass -Namespace $Embedded -ClassName WESL_UserSetting }
function Test-Shell {
  $Setting = Get-CimInstance -Namespace $Embedded -ClassName WESL_UserSetting -ErrorAction SilentlyContinue |
    Where-Object { $_.Sid -eq (Get-AccountSid) }
  if ($null -eq $Setting) { return $false }
  $State = Invoke-CimMethod -CimClass (Get-ShellLauncher) -MethodName IsEnabled
  return $State.Enabled -and $Setting.Shell -eq "`"$Program`"" -and $Setting.DefaultAction -eq 0
}
function Set-Shell {
  Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -All -NoRestart | Out-Null
  $Class = Get-ShellLauncher
  Invoke-CimMethod -CimClass $Class -MethodName RemoveCustomShell -Arguments @{ Sid = Get-AccountSid } -ErrorAction SilentlyContinue | Out-Null
  # Everybody else keeps the desktop: an administrator has to get in.
  Invoke-CimMethod -CimClass $Class -MethodName SetDefaultShell -Arguments @{ Shell = 'explorer.exe'; DefaultAction = [int32]0 } | Out-Null
  Invoke-CimMethod -CimClass $Class -MethodName SetCustomShell -Arguments @{
    Sid = Get-AccountSid; Shell = "`"$Program`""; CustomReturnCodes = [int32[]]@(); CustomReturnCodesAction = [int32[]]@(); DefaultAction = [int32]0
  } | Out-Null
  Invoke-CimMethod -CimClass $Class -MethodName SetEnabled -Arguments @{ Enabled = $true } | Out-Null
}
function Undo-Shell($Before) {
  $Class = Get-ShellLauncher
  Invoke-CimMethod -CimClass $Class -MethodName RemoveCustomShell -Arguments @{ Sid = Get-AccountSid } | Out-Null
  if (-not $Before.shellWasEnabled) {
    Invoke-CimMethod -CimClass $Class -MethodName SetEnabled -Arguments @{ Enabled = $false } | Out-Null
  }
}

# Keyboard Filter: every predefined combination is blocked, for everybody but administrators.
# Source: WEKF_PredefinedKey, WEKF_Settings, learn.microsoft.com/windows/configuration/keyboard-filter
function Get-Keys { Get-CimInstance -Namespace $Embedded -ClassName WEKF_PredefinedKey }
function Test-Keyboard {
  $Service = Get-Service -Name MsKeyboardFilter -ErrorAction SilentlyContinue
  if ($null -eq $Service -or $Service.Status -ne 'Running') { return $false }
  return @(Get-Keys | Where-Object { -not $_.Enabled }).Count -eq 0
}
function Set-Keyboard {
  Enable-WindowsOptionalFeature -Online -FeatureName Client-KeyboardFilter -All -NoRestart | Out-Null
  Set-Service -Name MsKeyboardFilter -StartupType Automatic
  Get-Keys | ForEach-Object { Set-CimInstance -InputObject $_ -Property @{ Enabled = $true } }
  Get-CimInstance -Namespace $Embedded -ClassName WEKF_Settings |
    Where-Object { $_.Name -eq 'ForceOffAccessibility' -or $_.Name -eq 'DisableKeyboardFilterForAdministrators' } |
    ForEach-Object { Set-CimInstance -InputObject $_ -Property @{ Value = 'true' } }
}
function Undo-Keyboard($Before) {
  Get-Keys | ForEach-Object { Set-CimInstance -InputObject $_ -Property @{ Enabled = ($Before.blockedKeys -contains $_.Id) } }
  foreach ($Setting in $Before.keyboardSettings) {
    Get-CimInstance -Namespace $Embedded -ClassName WEKF_Settings | Where-Object { $_.Name -eq $Setting.name } |
      ForEach-Object { Set-CimInstance -InputObject $_ -Property @{ Value = $Setting.value } }
  }
}

# AppLocker: Windows and the desk, and for administrators everything. The service that enforces it is a protected one, which
# Set-Service may not change. Source: learn.microsoft.com/windows/security, AppLocker, "Configure the Application Identity service"
function Get-RuleIds([string] $Xml) { @([regex]::Matches($Xml, 'Id="([0-9a-f-]{36})"') | ForEach-Object { $_.Groups[1].Value }) }
function Test-Programs {
  $Service = Get-Service -Name AppIDSvc -ErrorAction SilentlyContinue
  if ($null -eq $Service -or $Service.Status -ne 'Running') { return $false }
  $There = Get-RuleIds (Get-AppLockerPolicy -Local -Xml)
  return @(Get-RuleIds (Get-Content -Raw -Path $ProgramsFile) | Where-Object { $There -notcontains $_ }).Count -eq 0
}
function Set-Programs {
  & sc.exe config AppIDSvc start= auto | Out-Null
  Set-AppLockerPolicy -XmlPolicy $ProgramsFile
  Start-Service -Name AppIDSvc
}
function Undo-Programs($Before) {
  $File = Join-Path $env:ProgramData 'Tapdesk\applocker-before.xml'
  Set-Content -Path $File -Value $Before.appLocker -Encoding UTF8
  Set-AppLockerPolicy -XmlPolicy $File
  Remove-Item -Path $File
  if (-not $Before.appIdAutomatic) { & sc.exe config AppIDSvc start= demand | Out-Null }
}

# Power: no hibernation file that holds memory. What buttons and lid do is in lock.json, since it is a policy.
function Test-Power { -not (Test-Path -Path "$env:SystemDrive\hiberfil.sys") }
function Set-Power { & powercfg.exe /hibernate off }
function Undo-Power($Before) { if ($Before.hibernation) { & powercfg.exe /hibernate on } }

# Automatic sign-in. Where the account is not there yet it is made, with a password that nobody knows and that lies nowhere but
# among the system's secrets. One that was there already is only looked at: a new password would lose what Windows keeps
# encrypted for it, the station's signing key among that. Its password is set by Sysinternals Autologon or the management tool.
# Source: learn.microsoft.com/windows/win32/secauthn/protecting-the-automatic-logon-password
$Winlogon = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
function Get-Account { Get-LocalUser -Name $Account -ErrorAction SilentlyContinue }
function Test-SignIn {
  $There = Get-ItemProperty -Path $Winlogon
  $Names = $There.PSObject.Properties.Name
  return $Names -contains 'AutoAdminLogon' -and $There.AutoAdminLogon -eq '1' -and
    $Names -contains 'DefaultUserName' -and $There.DefaultUserName -eq $Account -and $Names -notcontains 'DefaultPassword'
}
function New-Password {
  $Bytes = New-Object -TypeName byte[] -ArgumentList 32
  $Random = [Security.Cryptography.RandomNumberGenerator]::Create()
  try { $Random.GetBytes($Bytes) } finally { $Random.Dispose() }
  # What every rule of passwords asks for, whatever came of chance.
  return [Convert]::ToBase64String($Bytes) + 'aA1!'
}
function Set-SignIn {
  if ((Get-Before).accountWasThere -or (Test-SignIn)) { return }
  $Password = New-Password
  $Secure = ConvertTo-SecureString -String $Password -AsPlainText -Force
  if ($null -eq (Get-Account)) {
    New-LocalUser -Name $Account -Password $Secure -AccountNeverExpires -PasswordNeverExpires -UserMayNotChangePassword | Out-Null
    # The group of ordinary users, whatever it is called in the language of this system.
    Add-LocalGroupMember -SID 'S-1-5-32-545' -Member $Account
  }
  # Left by a run that was broken off: nobody has signed in with it.
  else { Set-LocalUser -Name $Account -Password $Secure }
  Add-Type -Path (Join-Path $PSScriptRoot 'SystemSecret.cs')
  [SystemSecret]::Store('DefaultPassword', $Password)
  # The one that is looked for comes last: a run that is broken off before it is made again.
  $Wanted = [ordered]@{ ForceAutoLogon = '1'; DefaultUserName = $Account; DefaultDomainName = $env:COMPUTERNAME; AutoAdminLogon = '1' }
  foreach ($Name in $Wanted.Keys) {
    New-ItemProperty -Path $Winlogon -Name $Name -Value $Wanted[$Name] -PropertyType String -Force | Out-Null
  }
}
function Undo-SignIn($Before) {
  if ($Before.accountWasThere) { return }
  foreach ($Item in $Before.signIn) {
    if ($null -ne $Item.before) { Set-ItemProperty -Path $Winlogon -Name $Item.name -Value $Item.before }
    else { Remove-ItemProperty -Path $Winlogon -Name $Item.name -ErrorAction SilentlyContinue }
  }
  if ($null -eq (Get-Account)) { return }
  Add-Type -Path (Join-Path $PSScriptRoot 'SystemSecret.cs')
  [SystemSecret]::Store('DefaultPassword', [NullString]::Value)
  Remove-LocalUser -Name $Account
}

function Get-Before { Get-Content -Raw -Path $UndoFile | ConvertFrom-Json }
function Save-Before {
  # The state before the first time is the one to go back to.
  if (Test-Path -Path $UndoFile) { return }
  New-Item -Path (Split-Path -Parent $UndoFile) -ItemType Directory -Force | Out-Null
  $Launcher = Get-CimClass -Namespace $Embedded -ClassName WESL_UserSetting -ErrorAction SilentlyContinue
  $Before = @{
    registry = @($Values | ForEach-Object { @{ path = $_.path; name = $_.name; before = Get-Value $_ } })
    shellWasEnabled = $null -ne $Launcher -and (Invoke-CimMethod -CimClass $Launcher -MethodName IsEnabled).Enabled
    blockedKeys = @(Get-CimInstance -Namespace $Embedded -ClassName WEKF_PredefinedKey -ErrorAction SilentlyContinue |
        Where-Object { $_.Enabled } | ForEach-Object { $_.Id })
    keyboardSettings = @(Get-CimInstance -Namespace $Embedded -ClassName WEKF_Settings -ErrorAction SilentlyContinue |
        ForEach-Object { @{ name = $_.Name; value = $_.Value } })
    appLocker = Get-AppLockerPolicy -Local -Xml
    appIdAutomatic = (Get-Service -Name AppIDSvc).StartType -eq 'Automatic'
    accountWasThere = $null -ne (Get-Account)
    signIn = @('AutoAdminLogon', 'ForceAutoLogon', 'DefaultUserName', 'DefaultDomainName' |
        ForEach-Object { @{ name = $_; before = Get-Value @{ path = $Winlogon; name = $_ } } })
    hibernation = Test-Path -Path "$env:SystemDrive\hiberfil.sys"
  }
  # Whole or not at all: half of it could not be gone back to.
  $Before | ConvertTo-Json -Depth 5 | Set-Content -Path "$UndoFile.new" -Encoding UTF8
  Move-Item -Path "$UndoFile.new" -Destination $UndoFile -Force
}

switch ($Do) {
  'check' {
    $Parts = [ordered]@{
      registry = Test-Registry; shell = Test-Shell; keyboard = Test-Keyboard; programs = Test-Programs; power = Test-Power; 'sign-in' = Test-SignIn
    }
    foreach ($Part in $Parts.GetEnumerator()) { '{0,-4} {1}' -f $(if ($Part.Value) { 'ok' } else { 'NO' }), $Part.Key }
    if ($Parts.Values -contains $false) { exit 1 }
  }
  'set' { Save-Before; Set-SignIn; Set-Registry; Set-Shell; Set-Keyboard; Set-Programs; Set-Power; 'Restart the station, then run: lock.ps1 check' }
  'undo' {
    if (-not (Test-Path -Path $UndoFile)) { throw "there is nothing to undo: $UndoFile is not there" }
    $Before = Get-Before
    Undo-Power $Before; Undo-Programs $Before; Undo-Keyboard $Before; Undo-Shell $Before; Undo-Registry $Before; Undo-SignIn $Before
    Remove-Item -Path $UndoFile
    'Restart the station.'
  }
}
